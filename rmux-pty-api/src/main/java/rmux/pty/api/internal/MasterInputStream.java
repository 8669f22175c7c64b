// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The output of a program as a stream; closing it closes nothing, for the terminal has other users. */
final class MasterInputStream extends InputStream {

    private final MasterChannel channel;

    MasterInputStream(MasterChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer single = ByteBuffer.allocate(1);
        return channel.read(single) < 0 ? -1 : Byte.toUnsignedInt(single.get(0));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return channel.available();
    }
}
