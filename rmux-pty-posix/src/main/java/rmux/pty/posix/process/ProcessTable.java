// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The processes of the system at one moment, read from {@code /proc} (proc(5)). */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    /**
     * A process; {@code startTime}, in clock ticks since boot, tells it from a later one of the same number.
     *
     * @param dead whether it has ended and only waits for its parent to collect it
     */
    record Entry(int pid, int parent, int session, boolean dead, long startTime) {}

    private final Map<Integer, Entry> entries;

    private ProcessTable(Map<Integer, Entry> entries) {
        this.entries = entries;
    }

    static ProcessTable read() throws IOException {
        Map<Integer, Entry> entries = new HashMap<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path directory : directories) {
                read(directory).ifPresent(entry -> entries.put(entry.pid(), entry));
            }
        }
        return new ProcessTable(entries);
    }

    Map<Integer, Entry> entries() {
        return entries;
    }

    /** Whether a process is still the one that was seen, and alive. */
    static boolean isStill(Entry seen) {
        return read(PROC.resolve(Integer.toString(seen.pid())))
                .filter(now -> now.startTime() == seen.startTime() && !now.dead())
                .isPresent();
    }

    private static Optional<Entry> read(Path directory) {
        try {
            String stat = new String(Files.readAllBytes(directory.resolve("stat")), StandardCharsets.ISO_8859_1);
            return Optional.of(parse(stat));
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Parses a {@code /proc/PID/stat}; the name in brackets may hold anything, brackets too, so that the last one counts. */
    static Entry parse(String stat) {
        int pid = Integer.parseInt(stat.substring(0, stat.indexOf(' ')));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
        char state = fields[0].charAt(0);
        return new Entry(
                pid,
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[3]),
                state == 'Z' || state == 'X',
                Long.parseLong(fields[19]));
    }
}
