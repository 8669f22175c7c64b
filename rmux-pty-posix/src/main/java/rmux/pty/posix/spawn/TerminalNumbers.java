// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Feature;

/**
 * Keeps terminals of this process apart on systems that take a terminal from everybody when its session's leader exits, by
 * {@code revoke(2)}.
 *
 * <p>Such a system uses the number of a closed terminal again at once, and the exit of the old leader may revoke the new
 * terminal of that number. So no terminal is opened and given to a program while another one is being closed. {@code
 * posix_openpt} also fails with ENXIO for a moment when others open and close (tty_ptmx.c, ptmx_get_ioctl), and is tried again,
 * not while holding up those that close.
 */
final class TerminalNumbers {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final int MOST_TRIES = 12;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final boolean revokes;

    TerminalNumbers(LibC libC) {
        this.revokes = libC.platform().has(Feature.LEADER_REVOKES);
    }

    /** Something that opens or closes a terminal. */
    interface Action<T> {
        T run() throws PtyException;
    }

    /** Runs what opens a terminal and starts a program on it. */
    <T> T opening(Action<T> action) throws PtyException {
        for (int attempt = 1; ; attempt++) {
            try {
                return alone(action);
            } catch (PtyException e) {
                if (!revokes || !isShortage(e) || attempt == MOST_TRIES) {
                    throw e;
                }
            }
            LockSupport.parkNanos(attempt * PAUSE_NANOS);
        }
    }

    /** Runs something while no other terminal is opened or closed by this process. */
    <T> T alone(Action<T> action) throws PtyException {
        if (!revokes) {
            return action.run();
        }
        LOCK.lock();
        try {
            return action.run();
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean isShortage(PtyException failure) {
        return failure.operation().equals("posix_openpt")
                && failure.nativeError()
                        .filter(error -> error.symbol().equals("ENXIO"))
                        .isPresent();
    }
}
