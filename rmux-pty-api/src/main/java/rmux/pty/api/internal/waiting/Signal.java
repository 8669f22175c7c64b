// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.TimeUnit;

/** Something has changed: raised by anybody, awaited by one thread, and lowered when that thread has noticed. */
public final class Signal {

    private boolean raised;

    public synchronized void raise() {
        raised = true;
        notifyAll();
    }

    /** Waits until the signal is raised or the time has elapsed; an interrupt does not shorten it and is kept. */
    public synchronized void await(long nanos) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (!raised && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        raised = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
