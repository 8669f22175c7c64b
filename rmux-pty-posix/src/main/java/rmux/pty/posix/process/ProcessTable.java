// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Feature;

/** The processes of the system at one moment, read from {@code /proc} (proc(5)). Safe for use by several threads. */
final class ProcessTable {

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

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Map<Integer, List<Entry>> byParent = new HashMap<>();
    private final Map<Integer, List<Entry>> bySession = new HashMap<>();
    private final TerminalHolders holders = new TerminalHolders(this);

    private final long readTicks;

    private ProcessTable(long readTicks) {
        this.readTicks = readTicks;
    }

    /** All processes, at {@code ticks}, the time of {@link BootClock}. */
    static ProcessTable read(long ticks) throws IOException {
        ProcessTable table = new ProcessTable(ticks);
        try (ProcessFiles files = new ProcessFiles()) {
            for (int pid : ProcessFiles.numbers()) {
                files.read(pid).ifPresent(table::add);
            }
        }
        return table;
    }

    /** A table of the processes given. */
    static ProcessTable of(Collection<Entry> processes) {
        return of(0, processes);
    }

    /** A table of the processes given, at {@code ticks}. */
    static ProcessTable of(long ticks, Collection<Entry> processes) {
        ProcessTable table = new ProcessTable(ticks);
        processes.forEach(table::add);
        return table;
    }

    /** The processes of a range of numbers, and some others, at {@code ticks}. */
    static ProcessTable read(long ticks, int first, int last, Collection<Integer> others) {
        ProcessTable table = new ProcessTable(ticks);
        try (ProcessFiles files = new ProcessFiles()) {
            for (int pid = first; pid <= last; pid++) {
                files.read(pid).ifPresent(table::add);
            }
            for (int pid : others) {
                files.read(pid).ifPresent(table::add);
            }
        }
        return table;
    }

    private void add(Entry entry) {
        if (entries.putIfAbsent(entry.pid(), entry) == null) {
            byParent.computeIfAbsent(entry.parent(), parent -> new ArrayList<>())
                    .add(entry);
            bySession
                    .computeIfAbsent(entry.session(), session -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** The time at which the reading began. */
    long readTicks() {
        return readTicks;
    }

    Collection<Entry> all() {
        return entries.values();
    }

    Optional<Entry> get(int pid) {
        return Optional.ofNullable(entries.get(pid));
    }

    /** The processes of a session. */
    List<Entry> session(int leader) {
        return bySession.getOrDefault(leader, List.of());
    }

    /** Who holds terminals open among these processes. */
    TerminalHolders holders() {
        return holders;
    }

    /** The processes given and all their descendants, each once; not recursive, because trees can be thousands deep. */
    List<Entry> withDescendants(Collection<Entry> roots) {
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
    static boolean isStill(LibC libC, Entry seen) {
        return again(libC, seen).filter(now -> !now.dead()).isPresent();
    }

    /** The process that was seen, as it is now; empty if its number is free or another's. */
    static Optional<Entry> again(LibC libC, Entry seen) {
        Optional<Entry> found =
                libC.platform().has(Feature.PROC_FILES) ? entry(seen.pid()) : new SysctlProcesses(libC).one(seen.pid());
        return found.filter(seen::isSameProcess);
    }

    /** The process that has a number now. */
    static Optional<Entry> entry(int pid) {
        try (ProcessFiles files = new ProcessFiles()) {
            return files.read(pid);
        }
    }
}
