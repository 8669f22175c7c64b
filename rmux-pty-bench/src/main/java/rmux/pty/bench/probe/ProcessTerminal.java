// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A library through {@link Process}: streams of bytes. */
final class ProcessTerminal implements Terminal {

    /** What releases everything that the library holds. */
    interface Closer {
        void close() throws IOException;
    }

    /** One for all sessions of a thread, as in limit.c. */
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[Parameters.BUFFER_SIZE]);

    private final Process process;
    private final Closer closer;
    private final InputStream input;
    private final OutputStream output;
    private int count;

    ProcessTerminal(Process process, Closer closer) {
        this.process = process;
        this.closer = closer;
        this.input = process.getInputStream();
        this.output = process.getOutputStream();
    }

    @Override
    public int receive(int most) throws IOException {
        if (most == 1) {
            int one = input.read();
            count = one < 0 ? 0 : 1;
            BUFFER.get()[0] = (byte) one;
            return one < 0 ? -1 : 1;
        }
        int now = input.read(BUFFER.get(), 0, most);
        count = Math.max(0, now);
        return now;
    }

    @Override
    public ByteBuffer received() {
        return ByteBuffer.wrap(BUFFER.get(), 0, count);
    }

    @Override
    public void send(int length) throws IOException {
        if (length == 1) {
            output.write(BUFFER.get()[0]);
        } else {
            output.write(BUFFER.get(), 0, length);
        }
        output.flush();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }
}
