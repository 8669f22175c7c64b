// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/**
 * Tells whether this JVM was forked.
 *
 * <p>After {@code fork(2)} every private page of the parent is write-protected, so that the next write to it is a minor fault
 * (proc(5), {@code minflt}), whether the child still lives or not. {@code vfork} and {@code CLONE_VM} share the pages and leave
 * no such trace.
 */
final class ForkWatch {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES = 16 * 1024;

    private ForkWatch() {}

    interface Action {
        void run() throws Exception;
    }

    /** What was seen: how many of how many pages had been write-protected. */
    record Outcome(long faults, int pages) {
        boolean isInnocent() {
            return faults < pages / 2;
        }

        @Override
        public String toString() {
            return faults + " faults while writing to " + pages + " pages that were in use before the spawn: "
                    + (isInnocent() ? "not forked" : "the JVM was forked, which takes longer the larger its heap is");
        }
    }

    static Outcome during(Action action) throws Exception {
        if (!Files.isReadable(STAT)) {
            throw new ProgramNotAvailableException("this system does not count page faults in " + STAT);
        }
        if (Files.isReadable(HUGE_PAGES) && Files.readString(HUGE_PAGES).contains("[always]")) {
            throw new ProgramNotAvailableException("huge pages hide what is looked for: " + HUGE_PAGES);
        }
        byte[] memory = new byte[PAGES * PAGE_BYTES];
        touch(memory);
        touch(memory);
        action.run();
        long before = minorFaults();
        touch(memory);
        return new Outcome(minorFaults() - before, PAGES);
    }

    private static void touch(byte[] memory) {
        for (int i = 0; i < memory.length; i += PAGE_BYTES) {
            memory[i]++;
        }
    }

    private static long minorFaults() throws IOException {
        String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[7]);
    }
}
