// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The input of a program as a stream, unbuffered; closing it closes nothing, for the terminal has other users. */
final class MasterOutputStream extends OutputStream {

    private final MasterChannel channel;

    MasterOutputStream(MasterChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int oneByte) throws IOException {
        ByteBuffer single = ByteBuffer.allocate(1);
        single.put(0, (byte) oneByte);
        channel.write(single);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > 0) {
            channel.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
