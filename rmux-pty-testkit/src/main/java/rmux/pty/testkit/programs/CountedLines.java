// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import rmux.pty.api.PtyCommand;

/** A flood of lines with the numbers from 10,000,000 on: nine bytes each, no two alike. */
final class CountedLines extends InputStream {

    static final long FIRST = 10_000_000;

    private static final int LINE_BYTES = 9;

    private final long last;
    private long next = FIRST;
    private byte[] line = new byte[0];
    private int position;

    private CountedLines(long last) {
        this.last = last;
    }

    /** A flood of at least so many bytes; {@code program} writes the lines from {@link #FIRST} to a number. */
    static Flood flood(long bytes, LongFunction<PtyCommand> program) {
        long lines = (bytes + LINE_BYTES - 1) / LINE_BYTES;
        long last = FIRST + lines - 1;
        return new Flood(program.apply(last), lines * LINE_BYTES, new CountedLines(last));
    }

    @Override
    public int read() {
        if (position == line.length) {
            if (next > last) {
                return -1;
            }
            line = (next++ + "\n").getBytes(StandardCharsets.US_ASCII);
            position = 0;
        }
        return line[position++];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return readEach(this::read, bytes, offset, length);
    }

    /** Reads many bytes from a source that gives one at a time. */
    static int readEach(IntSupplier source, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int count = 0;
        while (count < length) {
            int b = source.getAsInt();
            if (b < 0) {
                break;
            }
            bytes[offset + count++] = (byte) b;
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
