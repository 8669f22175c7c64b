// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import org.jspecify.annotations.Nullable;

/** Loads JNA and binds the C library, once, when first asked. */
public final class NativeAccess {

    private NativeAccess() {}

    /**
     * The C library of this process.
     *
     * @throws UnsatisfiedLinkError if it could not be bound; the same failure each time
     */
    public static LibC libC() {
        LibC bound = Holder.BOUND;
        if (bound == null) {
            UnsatisfiedLinkError error =
                    new UnsatisfiedLinkError("the C library could not be bound: " + Holder.FAILURE);
            error.initCause(Holder.FAILURE);
            throw error;
        }
        return bound;
    }

    private static final class Holder {
        static final @Nullable LibC BOUND;
        static final @Nullable Throwable FAILURE;

        static {
            LibC bound = null;
            Throwable failure = null;
            boolean interrupted = Thread.interrupted(); // JNA waits for a process, and would forget an interrupt
            try {
                bound = new JnaLibC();
                bound.close(-1); // binds every function of the table, or says which is missing
            } catch (LinkageError | RuntimeException e) {
                bound = null;
                failure = e;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            BOUND = bound;
            FAILURE = failure;
        }
    }
}
