// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

/** Keeps a second failure with the first one without ever failing itself. */
public final class Suppression {

    private Suppression() {}

    /**
     * As {@link Throwable#addSuppressed}, which allocates memory: where there is none, the second failure is forgotten, and the
     * clean-up that is under way goes on.
     */
    public static void add(Throwable first, Throwable second) {
        try {
            if (!first.equals(second)) {
                first.addSuppressed(second);
            }
        } catch (RuntimeException | Error e) {
            // What matters is that the caller goes on.
        }
    }
}
