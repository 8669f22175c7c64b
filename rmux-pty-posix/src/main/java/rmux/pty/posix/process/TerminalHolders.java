// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs that detached themselves from a session but still hold its terminal open. Each process of a table is looked
 * into once, for all sessions that are closed at the same time.
 *
 * <p>Such a program was started after the session's leader, and its parents have exited, so that the kernel has given it to an
 * ancestor of this JVM, or to this JVM. Anybody else who has opened the terminal by its name is a stranger, and so is a child
 * of this JVM that has not yet executed its own program, which holds copies of all our descriptors.
 */
final class TerminalHolders {

    private static final Path PROC = Path.of("/proc");
    private static final int SELF = Math.toIntExact(ProcessHandle.current().pid());
    private static final String DEVICES = "/dev/";
    private static final String IDENTITY = "unix:dev,ino,rdev";

    private final ProcessTable table;

    /** What the processes that were looked into hold: the identities of devices. */
    private final Map<Integer, Set<Map<String, Object>>> held = new HashMap<>();

    private @Nullable Set<Integer> adopters;

    TerminalHolders(ProcessTable table) {
        this.table = table;
    }

    /**
     * Those that hold a terminal, which is open, and were not started before the time given, apart from a session's own
     * members. None if the terminal's name leads nowhere here.
     *
     * @param members the numbers that need not be looked into
     */
    synchronized List<ProcessTable.Entry> of(String terminal, long earliestStart, Set<Integer> members) {
        List<ProcessTable.Entry> holders = new ArrayList<>();
        Map<String, Object> identity = null;
        for (ProcessTable.Entry entry : table.all()) {
            if (entry.startTime() >= earliestStart && !members.contains(entry.pid()) && isAdopted(entry)) {
                if (identity == null) {
                    try {
                        identity = Files.readAttributes(Path.of(terminal), IDENTITY);
                    } catch (IOException e) {
                        return List.of();
                    }
                }
                if (devices(entry).contains(identity)) {
                    holders.add(entry);
                }
            }
        }
        return holders;
    }

    private boolean isAdopted(ProcessTable.Entry entry) {
        return !entry.dead() && entry.pid() != SELF && adopters().contains(entry.parent());
    }

    /** This process and its ancestors. */
    private Set<Integer> adopters() {
        Set<Integer> found = adopters;
        if (found == null) {
            found = new HashSet<>();
            int next = SELF;
            while (next > 0 && found.add(next)) {
                next = ProcessTable.entry(next).map(ProcessTable.Entry::parent).orElse(0);
            }
            found.add(1);
            adopters = found;
        }
        return found;
    }

    private Set<Map<String, Object>> devices(ProcessTable.Entry entry) {
        return held.computeIfAbsent(entry.pid(), TerminalHolders::readDevices);
    }

    /** What has executed its own program by now holds nothing of ours from now on, which is why that is asked first. */
    private static Set<Map<String, Object>> readDevices(int pid) {
        if (isStillThisProgram(pid)) {
            return Set.of();
        }
        Set<Map<String, Object>> found = new HashSet<>();
        Set<String> seen = new HashSet<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path link : links) {
                addDevice(link, seen, found);
            }
        } catch (IOException | DirectoryIteratorException endedOrNotOurs) {
            return Set.of();
        }
        return found;
    }

    private static void addDevice(Path link, Set<String> seen, Set<Map<String, Object>> found) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (target.startsWith(DEVICES) && seen.add(target)) {
                found.add(Files.readAttributes(link, IDENTITY));
            }
        } catch (IOException closedMeanwhile) {
            // Nothing that it still holds.
        }
    }

    /** Whether a process has the executable of this one: between fork and exec, or for good. */
    private static boolean isStillThisProgram(int pid) {
        try {
            return Files.isSameFile(PROC.resolve(pid + "/exe"), PROC.resolve("self/exe"));
        } catch (IOException e) {
            return true;
        }
    }
}
