// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting that an interrupt does not shorten; the interrupt status is kept. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    public static void await(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    latch.await();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    /** Waits for a future to complete, in whatever way; false when the timeout elapses. */
    public static boolean await(CompletableFuture<?> future, long nanos) {
        boolean interrupted = false;
        Deadline deadline = Deadline.after(nanos);
        try {
            while (true) {
                try {
                    future.get(Math.max(0, deadline.remaining()), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return false;
                } catch (ExecutionException e) {
                    return true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
