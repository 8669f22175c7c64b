// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongFunction;
import rmux.pty.api.PtyCommand;

/**
 * What {@code ptyprobe flood} writes: lines of 64 bytes with their number and letters, then their FNV-1a checksum. A console
 * puts a carriage return before each line feed.
 */
final class PatternedLines extends InputStream {

    private static final int LINE_BYTES = 64;
    private static final int NUMBER_DIGITS = 8;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;

    private final long total;
    private long at;
    private long checksum = FNV_BASIS;
    private byte[] waiting = new byte[0];
    private int position;
    private boolean finished;

    private PatternedLines(long total) {
        this.total = total;
    }

    static Flood flood(long bytes, LongFunction<PtyCommand> program) {
        long lines = (bytes + LINE_BYTES - 1) / LINE_BYTES;
        long trailer = "\r\nchecksum 0123456789abcdef\r\n".length();
        long arriving = lines * (LINE_BYTES + 1) + trailer;
        return new Flood(program.apply(lines * LINE_BYTES), arriving, new PatternedLines(lines * LINE_BYTES));
    }

    @Override
    public int read() {
        while (position == waiting.length) {
            if (finished) {
                return -1;
            }
            waiting = next();
            position = 0;
        }
        return waiting[position++];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return CountedLines.readEach(this::read, bytes, offset, length);
    }

    private byte[] next() {
        if (at == total) {
            finished = true;
            return String.format(Locale.ROOT, "\r\nchecksum %016x\r\n", checksum)
                    .getBytes(StandardCharsets.US_ASCII);
        }
        char c = pattern(at++);
        checksum = (checksum ^ c) * FNV_PRIME;
        return c == '\n' ? new byte[] {'\r', '\n'} : new byte[] {(byte) c};
    }

    private static char pattern(long at) {
        long line = at / LINE_BYTES;
        int column = (int) (at % LINE_BYTES);
        if (column < NUMBER_DIGITS) {
            return Character.forDigit((int) (line >> (4 * (NUMBER_DIGITS - 1 - column))) & 15, 16);
        }
        if (column == NUMBER_DIGITS) {
            return ' ';
        }
        return column == LINE_BYTES - 1 ? '\n' : (char) ('A' + (line + column) % 26);
    }
}
