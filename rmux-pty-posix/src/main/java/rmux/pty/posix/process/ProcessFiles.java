// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads {@code /proc/PID/stat} of many processes, all into one buffer (proc_pid_stat(5)).
 *
 * <p>Listing hundreds of processes takes a few milliseconds this way; with {@link java.nio.file.Files} and strings that are
 * split, it takes four times as long. Not safe for use by several threads.
 */
final class ProcessFiles implements AutoCloseable {

    /** A line is at most about 400 bytes long: 51 numbers, and a name of at most 64. */
    private static final int LONGEST = 2048;

    private static final File PROC = new File("/proc");
    private static final int NOT_A_NUMBER = -1;

    private final SmallFile stat = new SmallFile(LONGEST);

    /** The numbers of all processes. */
    static int[] numbers() throws IOException {
        String[] names = PROC.list();
        if (names == null) {
            throw new IOException(PROC + " is not readable");
        }
        int[] numbers = new int[names.length];
        int count = 0;
        for (String name : names) {
            int number = parseNumber(name);
            if (number != NOT_A_NUMBER) {
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private static int parseNumber(String name) {
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            if (next < '0' || next > '9') {
                return NOT_A_NUMBER;
            }
            number = 10 * number + (next - '0');
        }
        return number;
    }

    /** The process that has a number now. */
    Optional<ProcessTable.Entry> read(int pid) {
        int length = stat.read("/proc/" + pid + "/stat"); // one read returns the whole line
        return length <= 0 ? Optional.empty() : Optional.of(parse(stat.bytes(), length));
    }

    /** Parses a line; the name in brackets may hold anything, brackets too, so that the last one counts. */
    static ProcessTable.Entry parse(String stat) {
        byte[] bytes = stat.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, bytes.length);
    }

    private static ProcessTable.Entry parse(byte[] buffer, int length) {
        int bracket = length - 1;
        while (buffer[bracket] != ')') {
            bracket--;
        }
        byte state = buffer[bracket + 2];
        Numbers numbers = new Numbers(buffer, bracket + 4);
        int parent = (int) numbers.next();
        int group = (int) numbers.next();
        int session = (int) numbers.next();
        numbers.skip(15); // tty_nr to itrealvalue
        long startTime = numbers.next();
        int pid = (int) new Numbers(buffer, 0).next();
        return new ProcessTable.Entry(pid, parent, group, session, state == 'Z' || state == 'X', startTime);
    }

    @Override
    public void close() {
        stat.close();
    }

    /** The numbers of a line, each followed by a space. */
    private static final class Numbers {

        private final byte[] line;
        private int position;

        Numbers(byte[] line, int position) {
            this.line = line;
            this.position = position;
        }

        long next() {
            boolean negative = line[position] == '-';
            if (negative) {
                position++;
            }
            long number = 0;
            while (line[position] >= '0' && line[position] <= '9') {
                number = 10 * number + (line[position++] - '0');
            }
            position++;
            return negative ? -number : number;
        }

        void skip(int count) {
            for (int i = 0; i < count; i++) {
                while (line[position++] != ' ') {}
            }
        }
    }
}
