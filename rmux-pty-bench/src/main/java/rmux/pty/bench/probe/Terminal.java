// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A program on a terminal, as far as every library can do it. Buffers belong to the terminal, as they do in real programs. */
public interface Terminal extends AutoCloseable {

    /** Reads some bytes, at most so many; the count, or -1 at the end of output. */
    int receive(int most) throws IOException;

    /** What the last {@link #receive} read, from 0 to its count. */
    ByteBuffer received();

    /** Sends so many bytes; which, nobody looks at. */
    void send(int count) throws IOException;

    /** Waits for the program's exit and collects it; the code as a shell gives it. */
    int waitFor() throws InterruptedException;

    /** Ends the program, if need be, and releases everything. */
    @Override
    void close() throws IOException;
}
