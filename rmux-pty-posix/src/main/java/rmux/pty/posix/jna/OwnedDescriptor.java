// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.util.concurrent.atomic.AtomicBoolean;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.platform.Errno;

/** A descriptor with one owner, who closes it exactly once. */
public final class OwnedDescriptor implements Cleanup.Step {

    private static final int NONE = -1;

    private final LibC libC;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile int number = NONE;

    /** Takes a descriptor over from the call that made it; {@code operation} names the call, {@code result} is its result. */
    public OwnedDescriptor(LibC libC, String operation, int result) throws PtyException {
        this(libC);
        take(Errno.check(operation, result));
    }

    /**
     * Owns nothing yet. Made before the call that opens a descriptor, so that no want of memory can come between the two and
     * leave a descriptor that nobody owns.
     */
    public OwnedDescriptor(LibC libC) {
        this.libC = libC;
    }

    /** Takes the descriptor over if {@code result} is one; returns the result. Called once. */
    public int take(int result) {
        if (result >= 0) {
            number = result;
        }
        return result;
    }

    /** The number; the caller ensures that nobody closes it meanwhile. */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("descriptor " + number + " has been closed");
        }
        return number;
    }

    /** Closes the descriptor; the second time does nothing. */
    @Override
    public void close() throws PtyException {
        if (closed.compareAndSet(false, true) && number != NONE) {
            int result = libC.close(number);
            // close(2): after EINTR, Linux has released the descriptor anyway.
            if (result < 0 && !Errno.EINTR.is(result)) {
                throw new PtyException("close", Errno.of(result));
            }
        }
    }
}
