// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs a failure without ever failing itself: a handler that throws, or a full heap, must not end what is being reported. */
public final class QuietLog {

    private QuietLog() {}

    /** Logs a warning with its cause, if that is possible. */
    public static void warn(Logger logger, String message, Throwable cause) {
        try {
            logger.log(Level.WARNING, message, cause);
        } catch (RuntimeException | Error e) {
            // Most likely for lack of memory; what is being reported goes on.
        }
    }
}
