// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The input of a program as a stream, unbuffered. Closing it refuses further writes by it and ends the input of a program that
 * reads lines, as users of {@link Process} rely on; the terminal stays open, because it has other users.
 */
final class MasterOutputStream extends OutputStream {

    /** How long closing waits for a terminal whose input is full. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final MasterChannel channel;
    private final StreamBuffer buffer = new StreamBuffer();
    private final AtomicBoolean closed = new AtomicBoolean();

    MasterOutputStream(MasterChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int oneByte) throws IOException {
        checkOpen();
        ByteBuffer taken = buffer.take(1);
        if (taken == null) {
            channel.write(ByteBuffer.allocate(1).put(0, (byte) oneByte));
            return;
        }
        try {
            channel.write(taken.put(0, (byte) oneByte));
        } finally {
            buffer.giveBack();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkOpen();
        if (length == 0) {
            return;
        }
        // What does not fit goes as it is, in one call, so that nothing of another writer gets between.
        ByteBuffer taken = length > StreamBuffer.SIZE ? null : buffer.take(length);
        if (taken == null) {
            channel.write(ByteBuffer.wrap(bytes, offset, length));
            return;
        }
        try {
            channel.write(taken.put(0, bytes, offset, length));
        } finally {
            buffer.giveBack();
        }
    }

    private void checkOpen() throws IOException {
        if (closed.get()) {
            throw new IOException("the stream is closed; the terminal itself can still be written to");
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            channel.endInput(CLOSE_LIMIT);
        }
    }
}
