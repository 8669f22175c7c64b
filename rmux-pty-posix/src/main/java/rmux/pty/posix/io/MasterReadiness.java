// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.posix.jna.LibC;

/**
 * One direction of a master: blocks in {@code poll(2)} on the master and a wake-up descriptor, or asks the poller.
 *
 * <p>The wake-up descriptor is that of the thread that waits, taken from those of {@link Wakeups}: thousands of sessions have none.
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

    private final Wakeups wakeups;
    private final ReadinessWait wait;
    private final Notice notice;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WakeupFd wakeup;
    private boolean waiting;
    private boolean woken;
    private boolean alwaysReady;

    MasterReadiness(LibC libC, Wakeups wakeups, int master, boolean writing, Notice notice) {
        this.wakeups = wakeups;
        this.wait = new ReadinessWait(libC, master, writing, NO_DESCRIPTOR);
        this.notice = notice;
        wakeups.register();
    }

    @Override
    public void notifyOnce(Runnable action) throws PtyException {
        notice.once(action);
    }

    @Override
    public void await(long nanos) throws PtyException {
        WakeupFd own = wakeups.take();
        try {
            if (begin(own)) {
                await(nanos, own);
            }
        } finally {
            if (own != null) {
                wakeups.giveBack(own);
            }
        }
    }

    private void await(long nanos, @Nullable WakeupFd own) throws PtyException {
        try {
            if (own == null) {
                wait.await(Math.min(nanos, BLIND_NANOS), NO_DESCRIPTOR);
            } else {
                wait.await(nanos, own.number());
            }
        } finally {
            end(own);
        }
    }

    /** Returns false if there is a wake-up already, which is used up by that. */
    private boolean begin(@Nullable WakeupFd own) {
        lock.lock();
        try {
            waiting = !woken && !alwaysReady;
            wakeup = waiting ? own : null;
            woken = false;
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** From here on nobody raises the descriptor. */
    private void end(@Nullable WakeupFd own) {
        lock.lock();
        try {
            waiting = false;
            wakeup = null;
            if (woken && own != null) {
                own.lower();
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
            wakeups.unregister();
        }
    }
}
