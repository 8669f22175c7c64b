// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/**
 * The wake-up descriptors of the threads that wait: each has one while it waits, so that a session has none.
 *
 * <p>Some are kept for the next wait, no more than {@link #MOST_SPARE} and no more than there are waits to come, so that nothing
 * is left when the last session is closed. Neither taking nor returning one allocates.
 */
final class Wakeups {

    private static final int MOST_SPARE = 8;

    private final LibC libC;
    private final List<WakeupFd> spare = new ArrayList<>(MOST_SPARE);
    private int users;

    Wakeups(LibC libC) {
        this.libC = libC;
    }

    /** Notes that there is one more for whom threads may wait. */
    synchronized void register() {
        users++;
    }

    /** Notes that one is gone. */
    void unregister() throws PtyException {
        try (Cleanup superfluous = new Cleanup()) {
            synchronized (this) {
                users--;
                while (spare.size() > users) {
                    superfluous.own(spare.remove(spare.size() - 1));
                }
            }
        }
    }

    /** Takes one that is not raised; null where the system has none left. */
    @Nullable
    WakeupFd take() throws PtyException {
        synchronized (this) {
            if (!spare.isEmpty()) {
                return spare.remove(spare.size() - 1);
            }
        }
        try {
            return new WakeupFd(libC);
        } catch (PtyException e) {
            if (isShortage(e)) {
                return null;
            }
            throw e;
        }
    }

    private static boolean isShortage(PtyException failure) {
        return failure.nativeError()
                .filter(error -> Errno.EMFILE.is((int) -error.code()) || Errno.ENFILE.is((int) -error.code()))
                .isPresent();
    }

    /** Gives one back that is not raised. */
    void giveBack(WakeupFd wakeup) throws PtyException {
        synchronized (this) {
            if (spare.size() < Math.min(MOST_SPARE, users)) {
                spare.add(wakeup);
                return;
            }
        }
        wakeup.close();
    }
}
