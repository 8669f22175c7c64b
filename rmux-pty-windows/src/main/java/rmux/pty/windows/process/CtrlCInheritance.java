// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * Keeps "ignore Ctrl-C", which this process may have been started with, from being inherited by the programs it starts.
 *
 * <p>The state belongs to the whole process, and its host may want it: it is changed only while programs are being started, and
 * put back when the last of them has been. Where that fails, programs are started anyway.
 */
public final class CtrlCInheritance {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    private static int starting;
    private static boolean ignoredBefore;

    /** Ends a {@link #suspend}. */
    public interface Suspension extends AutoCloseable {
        @Override
        void close();
    }

    private CtrlCInheritance() {}

    /** Makes programs that are started from now on react to Ctrl-C, until the result is closed. Never fails. */
    public static Suspension suspend(Win32 win32) {
        begin(win32);
        return () -> end(win32);
    }

    private static synchronized void begin(Win32 win32) {
        if (starting++ == 0) {
            int ignored = win32.ignoresCtrlC();
            if (ignored < 0) {
                LOGGER.log(
                        Level.DEBUG,
                        "whether this process ignores Ctrl-C is unknown: {0}",
                        Win32Error.of(win32, ignored));
            }
            ignoredBefore = ignored > 0;
            if (ignored != 0 && !set(win32, false)) {
                ignoredBefore = false;
            }
        }
    }

    private static synchronized void end(Win32 win32) {
        if (--starting == 0 && ignoredBefore) {
            ignoredBefore = false;
            set(win32, true);
        }
    }

    private static boolean set(Win32 win32, boolean ignore) {
        int result = win32.SetConsoleCtrlHandler(ignore);
        if (result < 0) {
            LOGGER.log(
                    Level.WARNING,
                    "SetConsoleCtrlHandler failed with {0}; programs may start with, or this process go on without, ignoring"
                            + " Ctrl-C",
                    Win32Error.of(win32, result));
        }
        return result >= 0;
    }
}
