// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Keeps this process dumpable, which is what debuggers, jcmd and readers of its files in {@code /proc} need (PR_SET_DUMPABLE(2const)).
 *
 * <p>Until its exec, the child of {@code posix_spawn} has the memory of this process. When it changes its effective user, the
 * kernel marks that memory as not dumpable, so that nobody of that user reads it. Once no such child is left, the mark is taken
 * back.
 */
final class Dumpability implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static int starts;
    private static boolean dumpable;

    private final LibC libC;

    private Dumpability(LibC libC) {
        this.libC = libC;
    }

    /** Notes what holds now; closed after the child has become the program. */
    static Dumpability keep(LibC libC) throws PtyException {
        synchronized (Dumpability.class) {
            Dumpability kept = new Dumpability(libC);
            if (starts == 0) {
                int option = libC.platform().number(Constant.PR_GET_DUMPABLE);
                dumpable = Errno.check("prctl", libC.prctl(option, 0, 0, 0, 0)) == 1;
            }
            starts++;
            return kept;
        }
    }

    /** Never fails: a program that has been started must not be lost. A want of memory passes. */
    @Override
    public void close() {
        synchronized (Dumpability.class) {
            starts--;
            boolean done = starts > 0 || !dumpable;
            while (!done) {
                try {
                    restore();
                    done = true;
                } catch (OutOfMemoryError e) {
                    LockSupport.parkNanos(MOMENT_NANOS);
                }
            }
        }
    }

    private void restore() {
        int result = libC.prctl(libC.platform().number(Constant.PR_SET_DUMPABLE), 1, 0, 0, 0);
        if (result < 0) {
            LOGGER.log(
                    Level.WARNING,
                    "prctl failed with {0}; debuggers can no longer attach to this process",
                    Errno.of(result));
        }
    }
}
