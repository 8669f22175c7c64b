// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The threads that a library made or lent, by the names they have in the kernel. */
final class LibraryThreads {

    private static final Pattern NAMES = Pattern.compile("rmux-pty-.*|PtyProcess.*|reader-.*");
    private static final Pattern LENT_NAMES = Pattern.compile("ForkJoinPool.*");
    private static final Pattern SWITCHES = Pattern.compile("voluntary_ctxt_switches:\\s*(\\d+)");

    private LibraryThreads() {}

    /** How many there are for the library alone, with those that read for it. */
    static long count() throws IOException {
        return sum(NAMES, task -> 1);
    }

    /** How many of the common pool, which calls subscribers, there are. */
    static long countLent() throws IOException {
        return sum(LENT_NAMES, task -> 1);
    }

    /** How often one of them was woken up, so far. */
    static long contextSwitches() throws IOException {
        return sum(NAMES, task -> {
            Matcher switches = SWITCHES.matcher(Files.readString(task.resolve("status")));
            return switches.find() ? Long.parseLong(switches.group(1)) : 0;
        });
    }

    /** Their CPU time so far, and that of lent ones. */
    static long cpuNanos() throws IOException {
        return cpuNanos(NAMES) + cpuNanos(LENT_NAMES);
    }

    private static long cpuNanos(Pattern names) throws IOException {
        return sum(names, task -> {
            String schedule = Files.readString(task.resolve("schedstat")); // nanoseconds running, waiting, time slices
            return Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
        });
    }

    /** Something to count of a thread. */
    private interface Count {
        long of(Path task) throws IOException;
    }

    private static long sum(Pattern names, Count count) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    if (names.matcher(Files.readString(task.resolve("comm")).trim())
                            .matches()) {
                        sum += count.of(task);
                    }
                } catch (NoSuchFileException endedMeanwhile) {
                    // a thread that is no more does not count
                }
            }
        }
        return sum;
    }
}
