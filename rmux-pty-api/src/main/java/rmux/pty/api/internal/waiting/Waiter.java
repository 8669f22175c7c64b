// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one direction of a device: in the kernel on a platform thread, parked on a virtual one.
 *
 * <p>One thread waits at a time. A wait may end for no reason; the caller looks again.
 */
public final class Waiter {

    /** A device's blocking wait. */
    public interface Await {
        void await(long nanos) throws IOException;
    }

    /** A device's one-shot notification. */
    public interface Notify {
        void onReady(Runnable action) throws IOException;
    }

    private final Await await;
    private final Notify notify;
    private final InterruptHook hook;
    private volatile @Nullable Runnable waker;
    private volatile int epoch;

    public Waiter(Await await, Notify notify, Wakeups wakeups) {
        this.await = await;
        this.notify = notify;
        this.hook = new InterruptHook(wakeups::raise, wakeups::lower);
    }

    /** A number that changes with each {@link #wake}; taken before looking at what the wake-up is about. */
    public int epoch() {
        return epoch;
    }

    /**
     * Waits until the device is worth a try, the deadline has passed, or there was a wake-up since {@code seen} was taken.
     *
     * @throws InterruptedIOException if the thread is interrupted, before or meanwhile; the status is kept
     */
    public void await(Deadline deadline, int seen) throws IOException {
        if (VirtualThreads.isCurrent()) {
            park(deadline, seen);
        } else {
            block(deadline);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the terminal");
        }
    }

    private void block(Deadline deadline) throws IOException {
        long nanos = deadline.remaining();
        if (nanos <= 0) {
            return;
        }
        hook.enter();
        try {
            await.await(nanos);
        } finally {
            hook.exit();
        }
    }

    private void park(Deadline deadline, int seen) throws IOException {
        Thread me = Thread.currentThread();
        if (!callWhenReady(() -> LockSupport.unpark(me), seen)) {
            return;
        }
        try {
            long nanos = deadline.remaining();
            if (nanos == Deadline.FOREVER) {
                LockSupport.park(this);
            } else if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            waker = null;
        }
    }

    /**
     * Has an action called once the device is worth a try, or at a wake-up; it may be called twice.
     *
     * @return false if there was a wake-up since {@code seen} was taken, which the action may have missed
     */
    public boolean callWhenReady(Runnable action, int seen) throws IOException {
        notify.onReady(action);
        return callAtWake(action, seen);
    }

    /**
     * Has an action called at a wake-up, whatever the device does.
     *
     * @return false if there was a wake-up since {@code seen} was taken, which the action may have missed
     */
    public boolean callAtWake(Runnable action, int seen) {
        waker = action;
        if (epoch != seen) {
            waker = null;
            return false;
        }
        return true;
    }

    /** Ends a parked wait, also one that is about to begin; blocked ones end by the device's own wake-up. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public // any change will do, and two at once are one
    void wake() {
        epoch++;
        Runnable waiting = waker;
        if (waiting != null) {
            waiting.run();
        }
    }
}
