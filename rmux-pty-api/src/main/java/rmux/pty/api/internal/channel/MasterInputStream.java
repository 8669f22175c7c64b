// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The output of a program as a stream; closing it closes nothing, for the terminal has other users. */
final class MasterInputStream extends InputStream {

    private final MasterChannel channel;
    private final StreamBuffer buffer = new StreamBuffer();

    MasterInputStream(MasterChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer taken = buffer.take(1);
        if (taken == null) {
            return readOne(ByteBuffer.allocate(1));
        }
        try {
            return readOne(taken);
        } finally {
            buffer.giveBack();
        }
    }

    private int readOne(ByteBuffer single) throws IOException {
        return channel.read(single) < 0 ? -1 : Byte.toUnsignedInt(single.get(0));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        ByteBuffer taken = buffer.take(length);
        if (taken == null) {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
        try {
            int count = channel.read(taken);
            if (count > 0) {
                taken.get(0, bytes, offset, count);
            }
            return count;
        } finally {
            buffer.giveBack();
        }
    }

    @Override
    public int available() throws IOException {
        return channel.available();
    }
}
