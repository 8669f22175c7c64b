// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.stdio;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.io.ReadinessWait;
import rmux.pty.posix.io.WakeupFd;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Errno;

/**
 * Standard input, read only on request: {@link #close} ends a blocked read before it has taken anything, so that what is typed
 * from then on is there for whoever reads the terminal next.
 */
public final class StandardInput implements AutoCloseable {

    /** How long a reader may take to leave: it blocks only if another process has taken the input between poll and read. */
    private static final long PATIENCE_MILLIS = 200;

    private static final int BUFFER_SIZE = 64 * 1024;

    private final LibC libC;
    private final int fd;
    private final ReentrantLock reading = new ReentrantLock();
    private final WakeupFd wakeup;
    private final ReadinessWait readable;
    private final NativeBlock buffer;
    private volatile boolean closing;

    /** Reads a descriptor, which stays the caller's. */
    StandardInput(LibC libC, int fd) throws PtyException {
        this.libC = libC;
        this.fd = fd;
        try (Cleanup opened = new Cleanup()) {
            this.wakeup = opened.own(new WakeupFd(libC));
            this.readable = new ReadinessWait(libC, fd, false, wakeup.number());
            opened.add(readable::close);
            this.buffer = new NativeBlock(libC, BUFFER_SIZE);
            opened.keep();
        }
    }

    /**
     * Reads what is there; blocks until there is something.
     *
     * @param bytes receives at least one byte
     * @return the number of bytes, or -1 at the end of input or when this is closed
     * @throws PtyException if the system reports an error
     */
    public int read(byte[] bytes) throws PtyException {
        reading.lock();
        try {
            while (!closing) {
                readable.await(Long.MAX_VALUE);
                if (!closing && readable.isReady()) {
                    int count = libC.read(fd, buffer.address(), Math.min(bytes.length, BUFFER_SIZE));
                    // EAGAIN: the descriptor is shared, and others may make it non-blocking and take what was there.
                    if (!Errno.EINTR.is(count) && !Errno.EAGAIN.is(count)) {
                        Errno.check("read", count);
                        buffer.bytes().get(0, bytes, 0, count);
                        return count == 0 ? -1 : count;
                    }
                }
            }
            return -1;
        } finally {
            reading.unlock();
        }
    }

    /** Ends a blocked read, and all later ones. */
    @Override
    public void close() throws PtyException {
        if (closing) {
            return;
        }
        closing = true;
        wakeup.raise();
        try {
            if (reading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    buffer.close();
                    readable.close();
                    wakeup.close();
                } finally {
                    reading.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
