// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds programs that detached themselves from a session but still hold its terminal open.
 *
 * <p>Such a program was started after the session's leader, and its parents have exited, so that the kernel has given it to an
 * ancestor of this JVM, or to this JVM. Anybody else who has opened the terminal by its name is a stranger, and so is a child
 * of this JVM that has not yet executed its own program, which holds copies of all our descriptors.
 */
final class TerminalHolders {

    private static final Path PROC = Path.of("/proc");
    private static final int SELF = Math.toIntExact(ProcessHandle.current().pid());
    private static final String IDENTITY = "unix:dev,ino,rdev";

    private final String terminal;
    private final Map<String, Object> identity;
    private final Set<Integer> adopters;

    private TerminalHolders(String terminal, Map<String, Object> identity, Set<Integer> adopters) {
        this.terminal = terminal;
        this.identity = identity;
        this.adopters = adopters;
    }

    /** The holders of an open terminal; empty if its name leads nowhere here. */
    static Optional<TerminalHolders> of(String terminal) {
        try {
            return Optional.of(
                    new TerminalHolders(terminal, Files.readAttributes(Path.of(terminal), IDENTITY), adopters()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** This process and its ancestors. */
    private static Set<Integer> adopters() {
        Set<Integer> found = new HashSet<>();
        int next = SELF;
        while (next > 0 && found.add(next)) {
            next = ProcessTable.entry(next).map(ProcessTable.Entry::parent).orElse(0);
        }
        found.add(1);
        return found;
    }

    /** Those among the processes of a table that hold the terminal and were not started before the time given. */
    List<ProcessTable.Entry> among(ProcessTable table, long earliestStart) {
        List<ProcessTable.Entry> holders = new ArrayList<>();
        for (ProcessTable.Entry entry : table.all()) {
            if (!entry.dead()
                    && entry.pid() != SELF
                    && entry.startTime() >= earliestStart
                    && adopters.contains(entry.parent())
                    && holds(entry.pid())
                    && !isStillThisProgram(entry.pid())) {
                holders.add(entry);
            }
        }
        return holders;
    }

    private boolean holds(int pid) {
        Path descriptors = PROC.resolve(pid + "/fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (leadsToTerminal(link)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException endedOrNotOurs) {
            return false;
        }
        return false;
    }

    private boolean leadsToTerminal(Path link) throws IOException {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith(terminal)
                && Files.readAttributes(link, IDENTITY).equals(identity);
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
