// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one direction of a device: in the kernel on a platform thread, parked on a virtual one.
 *
 * <p>One thread waits at a time. A wait may end for no reason; the caller looks again.
 */
final class Waiter {

    /** A device's blocking wait. */
    interface Await {
        void await(long nanos) throws IOException;
    }

    /** A device's one-shot notification. */
    interface Notify {
        void onReady(Runnable action) throws IOException;
    }

    private final Await await;
    private final Notify notify;
    private final InterruptHook hook;
    private volatile @Nullable Thread parked;
    private volatile int epoch;

    Waiter(Await await, Notify notify, Wakeups wakeups) {
        this.await = await;
        this.notify = notify;
        this.hook = new InterruptHook(wakeups::raise, wakeups::lower);
    }

    /** A number that changes with each {@link #wake}; taken before looking at what the wake-up is about. */
    int epoch() {
        return epoch;
    }

    /**
     * Waits until the device is worth a try, the deadline has passed, or there was a wake-up since {@code seen} was taken.
     *
     * @throws InterruptedIOException if the thread is interrupted, before or meanwhile; the status is kept
     */
    void await(Deadline deadline, int seen) throws IOException {
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
        notify.onReady(() -> LockSupport.unpark(me));
        parked = me;
        try {
            long nanos = deadline.remaining();
            if (epoch != seen) {
                return;
            }
            if (nanos == Deadline.FOREVER) {
                LockSupport.park(this);
            } else if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            parked = null;
        }
    }

    /** Ends a parked wait, also one that is about to begin; blocked ones end by the device's own wake-up. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // any change will do, and two at once are one
    void wake() {
        epoch++;
        Thread waiting = parked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}
