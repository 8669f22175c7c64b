// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures that may pass, which must not be remembered, from lasting ones. */
public final class PassingFailure {

    private static final int DEEPEST = 100;

    private PassingFailure() {}

    /** Returns true if the failure, or one that caused it, is the JVM's want of memory, stack or threads. */
    public static boolean isIn(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            for (Throwable next = failure;
                    next != null && seen.add(next) && seen.size() < DEEPEST;
                    next = next.getCause()) {
                if (next instanceof VirtualMachineError) {
                    return true;
                }
            }
        } catch (Throwable e) {
            return false;
        }
        return false;
    }
}
