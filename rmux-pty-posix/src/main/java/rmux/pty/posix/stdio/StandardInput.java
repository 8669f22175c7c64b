// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.stdio;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyException;
import rmux.pty.posix.io.ReadinessWait;
import rmux.pty.posix.io.WakeupFd;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;

/**
 * Standard input, read only on request: {@link #close} ends a blocked read before it has taken anything, so that what is typed
 * from then on is there for whoever reads the terminal next.
 */
public final class StandardInput implements AutoCloseable {

    /** How long a reader may take to leave: it blocks only if another process has taken the input between poll and read. */
    private static final long PATIENCE_MILLIS = 200;

    private final InputStream input = new FileInputStream(FileDescriptor.in);
    private final ReentrantLock reading = new ReentrantLock();
    private final WakeupFd wakeup;
    private final ReadinessWait readable;
    private volatile boolean closing;

    StandardInput(LibC libC) throws PtyException {
        this.wakeup = new WakeupFd(libC);
        this.readable = new ReadinessWait(libC, StandardTerminal.STDIN, Linux.POLLIN, wakeup.number());
    }

    /**
     * Reads what is there; blocks until there is something.
     *
     * @param bytes receives at least one byte
     * @return the number of bytes, or -1 at the end of input or when this is closed
     * @throws IOException if the system reports an error
     */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    public int read(byte[] bytes) throws IOException {
        reading.lock();
        try {
            while (!closing) {
                readable.await(Long.MAX_VALUE);
                if (readable.isReady()) {
                    return closing ? -1 : input.read(bytes);
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
