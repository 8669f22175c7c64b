// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Stands for a failure whose own methods fail or whose causes form a cycle, so that whoever prints or walks it is safe.
 *
 * <p>These methods call code of the provider that threw the failure, so they are called only while the provider is examined.
 */
public final class ForeignFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int DEEPEST = 100;

    private ForeignFailure(String message) {
        super(message, null, false, true);
    }

    /** Returns the failure itself if it can be printed and walked, and otherwise one that stands for it. */
    public static Throwable harmless(Throwable failure) {
        return isHarmless(failure) ? failure : new ForeignFailure(describe(failure));
    }

    /** Describes the innermost cause on one line. */
    public static String describe(Throwable failure) {
        Throwable root = failure;
        Set<Throwable> seen = newIdentitySet();
        try {
            for (Throwable next = failure;
                    next != null && seen.add(next) && seen.size() < DEEPEST;
                    next = next.getCause()) {
                root = next;
            }
            return Printable.text(root.toString());
        } catch (Throwable e) {
            return Printable.text(root.getClass().getName()) + ", whose own methods fail";
        }
    }

    private static boolean isHarmless(Throwable failure) {
        Set<Throwable> seen = newIdentitySet();
        try {
            return isHarmless(failure, seen);
        } catch (Throwable e) {
            return false;
        }
    }

    private static boolean isHarmless(Throwable failure, Set<Throwable> seen) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (!seen.add(next) || seen.size() > DEEPEST || !printsItself(next)) {
                return false;
            }
            for (Throwable suppressed : next.getSuppressed()) {
                if (!isHarmless(suppressed, seen)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Calls what printing calls. */
    private static boolean printsItself(Throwable failure) {
        String text = failure + failure.getMessage() + failure.getLocalizedMessage();
        return !text.isEmpty() && failure.getStackTrace() != null;
    }

    private static Set<Throwable> newIdentitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
