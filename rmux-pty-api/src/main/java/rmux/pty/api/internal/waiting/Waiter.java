// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.api.spi.Readiness;

/**
 * Waits for one direction of a device: on a platform thread in the kernel if the device can do that, and otherwise parked until
 * it is notified.
 *
 * <p>One thread waits at a time. A wait may end for no reason; the caller looks again.
 */
public final class Waiter {

    private final Readiness readiness;
    private final Optional<KernelReadiness> kernel;
    private final InterruptHook hook;
    private volatile @Nullable Runnable waker;
    private volatile int epoch;

    public Waiter(Readiness readiness) {
        this.readiness = readiness;
        this.kernel = readiness instanceof KernelReadiness blocking ? Optional.of(blocking) : Optional.empty();
        this.hook = new InterruptHook(this::wakeInKernel);
    }

    /** A number that changes with each {@link #wake}; taken before looking at what the wake-up is about. */
    public int epoch() {
        return epoch;
    }

    /**
     * Waits until the device may succeed, the deadline has passed, or there was a wake-up since {@code seen} was taken.
     *
     * @throws InterruptedIOException if the thread is interrupted, before or meanwhile; the status is kept
     */
    public void await(Deadline deadline, int seen) throws IOException {
        if (isBlocking()) {
            block(kernel.get(), deadline);
        } else {
            park(deadline, seen);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the terminal");
        }
    }

    /** Whether {@link #await} blocks this thread in the kernel. */
    public boolean isBlocking() {
        return kernel.isPresent() && !VirtualThreads.isCurrent();
    }

    private void block(KernelReadiness blocking, Deadline deadline) throws IOException {
        long nanos = deadline.remaining();
        if (nanos <= 0) {
            return;
        }
        hook.enter();
        try {
            blocking.await(nanos);
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
     * Runs an action once the device may succeed, or at a wake-up; it may be called twice.
     *
     * @return false if there was a wake-up since {@code seen} was taken, which the action may have missed
     */
    public boolean callWhenReady(Runnable action, int seen) throws IOException {
        readiness.notifyOnce(action);
        return callAtWake(action, seen);
    }

    /**
     * Runs an action at a wake-up, whatever the device does.
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

    /** Ends a wait that blocks in the kernel, including one that is about to begin. Only while the device is open. */
    public void wakeInKernel() {
        kernel.ifPresent(KernelReadiness::wake);
    }

    /** Ends a parked wait, including one that is about to begin. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // any change will do, and two at once are one
    public void wake() {
        epoch++;
        Runnable waiting = waker;
        if (waiting != null) {
            waiting.run();
        }
    }
}
