// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Hands each piece that is written to the transport's thread, and waits until that has taken it. */
final class InputPipe extends OutputStream {

    private byte @Nullable [] piece;
    private int taken;
    private boolean closed;

    private final InputStream source = new InputStream() {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return take(bytes, offset, length);
        }
    };

    /** Where the transport takes it from. */
    InputStream source() {
        return source;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        byte[] own = Arrays.copyOfRange(bytes, offset, offset + length);
        piece = own;
        taken = 0;
        notifyAll();
        while (!closed && taken < own.length) {
            await();
        }
        piece = null;
        if (taken < own.length) {
            throw new IOException("the connection to the container is closed");
        }
    }

    private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
        byte[] own = piece;
        while (!closed && (own == null || taken == own.length)) {
            await();
            own = piece;
        }
        if (own == null || taken == own.length) {
            return -1;
        }
        int count = Math.min(length, own.length - taken);
        System.arraycopy(own, taken, bytes, offset, count);
        taken += count;
        notifyAll();
        return count;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while input was passed on");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
