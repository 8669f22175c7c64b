// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lines of several programs on one output: whole ones, each behind the name of where it comes from. */
final class PrefixedLines {

    /** A longer line is broken, so that what a program can make this hold is bounded. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final StandardOutput output;

    PrefixedLines(StandardOutput output) {
        this.output = output;
    }

    /** What one program writes. For one thread; closing it ends its last line. */
    final class Part implements AutoCloseable {

        private final byte[] prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean afterReturn;

        private Part(String name) {
            this.prefix = (name + "  ").getBytes(StandardCharsets.UTF_8);
        }

        /** Takes the first bytes of an array; blocks while the output is not read. */
        void write(byte[] bytes, int length) throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int i = 0; i < length; i++) {
                add(bytes[i], whole);
            }
            print(whole);
        }

        /** A terminal's line end is CR LF; another CR is one of the line. */
        private void add(byte next, ByteArrayOutputStream whole) {
            if (next == '\n') {
                endLine(whole);
                return;
            }
            if (afterReturn) {
                line.write('\r');
            }
            afterReturn = next == '\r';
            if (!afterReturn) {
                line.write(next);
            }
            if (line.size() >= LONGEST_LINE) {
                endLine(whole);
            }
        }

        private void endLine(ByteArrayOutputStream whole) {
            whole.writeBytes(prefix);
            whole.writeBytes(line.toByteArray());
            whole.write('\n');
            line.reset();
            afterReturn = false;
        }

        @Override
        public void close() throws IOException {
            if (line.size() > 0) {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                endLine(whole);
                print(whole);
            }
        }
    }

    Part part(String name) {
        return new Part(name);
    }

    private synchronized void print(ByteArrayOutputStream lines) throws IOException {
        if (lines.size() > 0) {
            output.write(lines.toByteArray(), lines.size());
        }
    }
}
