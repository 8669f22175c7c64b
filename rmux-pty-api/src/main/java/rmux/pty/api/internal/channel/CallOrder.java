// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.internal.waiting.Deadline;

/** Lets one call at a time read, or write. */
final class CallOrder extends ReentrantLock {

    private static final long serialVersionUID = 1;

    /**
     * Waits until no other call is in progress. If this returns true, the caller must {@linkplain #unlock unlock}.
     *
     * @return false if the deadline passes first
     */
    boolean tryLock(Deadline deadline) throws IOException {
        if (tryLock()) {
            return true;
        }
        try {
            return tryLock(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException failure =
                    new InterruptedIOException("interrupted while another thread uses the terminal");
            failure.initCause(e);
            throw failure;
        }
    }
}
