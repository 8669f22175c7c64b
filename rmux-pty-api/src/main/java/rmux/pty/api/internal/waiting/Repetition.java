// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import rmux.pty.api.internal.events.QuietLog;

/** Repeats what has to succeed in the end, such as the announcement of an exit. */
public final class Repetition {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Repetition() {}

    /**
     * Calls an action every tenth of a second until it returns true, even if it throws, as it may where memory is short. Blocks
     * that long.
     */
    public static void untilTrue(BooleanSupplier action) {
        boolean interrupted = false;
        while (!isTrue(action)) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(PAUSE_NANOS); // needs no memory, as waiting for a future does
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is thrown, by the handling of what was thrown as well: a text that is used for the first time needs memory. */
    private static boolean isTrue(BooleanSupplier action) {
        try {
            return isTrueNow(action);
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private static boolean isTrueNow(BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "a step that has to succeed in the end failed; it is repeated", e);
            return false;
        }
    }
}
