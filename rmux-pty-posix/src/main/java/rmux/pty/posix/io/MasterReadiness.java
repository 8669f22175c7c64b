// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/**
 * One direction of a master: blocks in {@code poll(2)} on the master and a wake-up descriptor, or asks the poller.
 *
 * <p>The wake-up descriptor is made when a thread first blocks: thousands of sessions that only listen need none.
 */
final class MasterReadiness implements KernelReadiness, Cleanup.Step {

    /** How long a wait is blind to wake-ups where the system has no descriptor left for them. */
    private static final long BLIND_NANOS = 50_000_000;

    /** Asks the poller to run an action once the direction is ready. */
    interface Notice {
        void once(Runnable action) throws PtyException;
    }

    /** poll(2) ignores negative numbers. */
    private static final int NO_DESCRIPTOR = -1;

    private final LibC libC;
    private final ReadinessWait wait;
    private final Notice notice;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WakeupFd wakeup;
    private boolean waiting;
    private boolean woken;
    private boolean alwaysReady;

    MasterReadiness(LibC libC, int master, boolean writing, Notice notice) {
        this.libC = libC;
        this.wait = new ReadinessWait(libC, master, writing, NO_DESCRIPTOR);
        this.notice = notice;
    }

    @Override
    public void notifyOnce(Runnable action) throws PtyException {
        notice.once(action);
    }

    @Override
    public void await(long nanos) throws PtyException {
        WakeupFd own = wakeup();
        if (!begin()) {
            return;
        }
        try {
            if (own == null) {
                wait.await(Math.min(nanos, BLIND_NANOS));
            } else {
                wait.await(nanos, own.number());
            }
        } finally {
            end();
        }
    }

    /** The wake-up descriptor, made for the first wait; null where the system has none left. */
    private @Nullable WakeupFd wakeup() throws PtyException {
        lock.lock();
        try {
            if (wakeup == null) {
                wakeup = new WakeupFd(libC);
            }
            return wakeup;
        } catch (PtyException e) {
            if (isShortage(e)) {
                return null;
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isShortage(PtyException failure) {
        return failure.nativeError()
                .filter(error -> Errno.EMFILE.is((int) -error.code()) || Errno.ENFILE.is((int) -error.code()))
                .isPresent();
    }

    /** Returns false if there is a wake-up already, which is used up by that. */
    private boolean begin() {
        lock.lock();
        try {
            waiting = !woken && !alwaysReady;
            woken = false;
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            waiting = false;
            if (woken && wakeup != null) {
                wakeup.lower();
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            if (!woken) {
                woken = true;
                raise();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait in progress and every later one at once: what is to come is known to have come. */
    void readyForGood() {
        lock.lock();
        try {
            alwaysReady = true;
            if (waiting && !woken) {
                woken = true;
                raise();
            }
        } finally {
            lock.unlock();
        }
    }

    private void raise() {
        if (waiting && wakeup != null) {
            wakeup.raise();
        }
    }

    @Override
    public void close() throws PtyException {
        try (wait) {
            if (wakeup != null) {
                wakeup.close();
            }
        }
    }
}
