// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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
    record Entry(int pid, int parent, int group, int session, boolean dead, long startTime) {

        boolean isSameProcess(Entry other) {
            return pid == other.pid && startTime == other.startTime;
        }
    }

    private final Map<Integer, Entry> entries;

    private ProcessTable(Map<Integer, Entry> entries) {
        this.entries = entries;
    }

    /** All processes. */
    static ProcessTable read() throws IOException {
        Map<Integer, Entry> entries = new HashMap<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path directory : directories) {
                read(directory).ifPresent(entry -> entries.put(entry.pid(), entry));
            }
        }
        return new ProcessTable(entries);
    }

    /** The processes of a range of numbers, and some others. */
    static ProcessTable read(int first, int last, Collection<Integer> others) {
        Map<Integer, Entry> entries = new HashMap<>();
        for (int pid = first; pid <= last; pid++) {
            entry(pid).ifPresent(entry -> entries.put(entry.pid(), entry));
        }
        for (int pid : others) {
            entry(pid).ifPresent(entry -> entries.put(entry.pid(), entry));
        }
        return new ProcessTable(entries);
    }

    /** The number that was given to a process last, by {@code /proc/loadavg}; empty if the system does not say. */
    static Optional<Integer> lastPid() {
        try {
            String load = Files.readString(PROC.resolve("loadavg"), StandardCharsets.ISO_8859_1)
                    .strip();
            return Optional.of(Integer.valueOf(load.substring(load.lastIndexOf(' ') + 1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Collection<Entry> all() {
        return entries.values();
    }

    Optional<Entry> get(int pid) {
        return Optional.ofNullable(entries.get(pid));
    }

    /** The processes given and all their descendants, each once; not recursive, because trees can be thousands deep. */
    List<Entry> withDescendants(Collection<Entry> roots) {
        Map<Integer, List<Entry>> byParent = new HashMap<>();
        for (Entry entry : entries.values()) {
            byParent.computeIfAbsent(entry.parent(), parent -> new ArrayList<>())
                    .add(entry);
        }
        Map<Integer, Entry> found = new HashMap<>();
        Deque<Entry> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Entry next = open.pop();
            if (found.put(next.pid(), next) == null) {
                open.addAll(byParent.getOrDefault(next.pid(), List.of()));
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Whether a process is still the one that was seen, and alive. */
    static boolean isStill(Entry seen) {
        return entry(seen.pid())
                .filter(now -> now.isSameProcess(seen) && !now.dead())
                .isPresent();
    }

    /** The process that has a number now. */
    static Optional<Entry> entry(int pid) {
        return read(PROC.resolve(Integer.toString(pid)));
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
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                state == 'Z' || state == 'X',
                Long.parseLong(fields[19]));
    }
}
