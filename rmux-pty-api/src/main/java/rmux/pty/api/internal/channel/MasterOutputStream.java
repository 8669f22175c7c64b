// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The input of a program as a stream, unbuffered; closing it closes nothing, for the terminal has other users. */
final class MasterOutputStream extends OutputStream {

    private final MasterChannel channel;
    private final StreamBuffer buffer = new StreamBuffer();

    MasterOutputStream(MasterChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int oneByte) throws IOException {
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
}
