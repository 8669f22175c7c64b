// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import rmux.pty.posix.platform.Platform;

/**
 * Finds the soft limit of open files that this process started with; the system does not keep it once the JVM has raised it.
 *
 * <p>In this order: the system property {@value #PROPERTY}; no change if the JVM was told not to raise its limit; what the
 * ancestors of this process with the same hard limit have: the soft limit of the nearest one that is below the hard limit, or
 * the hard limit if it is the soft limit of all; otherwise 1024, which is the customary default, the most that {@code
 * select(2)} can take, and what systemd gives to the programs that it starts.
 */
final class OriginalLimit {

    /** The soft limit of open files for programs, where it is known better. */
    static final String PROPERTY = "rmux.pty.posix.nofile";

    private static final long CUSTOMARY = 1024;

    /** The default of {@code launchctl limit maxfiles}. */
    private static final long OF_LAUNCHD = 256;

    private static final Pattern LINE = Pattern.compile("(?m)^Max open files +(\\d+|unlimited) +(\\d+|unlimited) ");
    private static final String NOT_RAISED = "-XX:-MaxFDLimit";

    /** Limits as /proc shows them. */
    record Limits(long soft, long hard) {
        static Optional<Limits> parse(String text) {
            Matcher line = LINE.matcher(text);
            return line.find()
                    ? Optional.of(new Limits(number(line.group(1)), number(line.group(2))))
                    : Optional.empty();
        }

        private static long number(String text) {
            return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
        }
    }

    private OriginalLimit() {}

    /**
     * The limit that a trampoline is to set; 0 for none. No other process tells its limits there: launchd gives 256 to what it
     * starts on macOS, while FreeBSD gives the hard limit, which leaves nothing to be raised.
     */
    static long where(Platform platform) {
        long known = told();
        if (known > 0 || !platform.system().equals("macOS")) {
            return known;
        }
        String[] arguments = ProcessHandle.current().info().arguments().orElse(new String[0]);
        return isToldNotToRaise(String.join(" ", arguments)) ? 0 : OF_LAUNCHD;
    }

    /** The limit that the property says; 0 if it says none. */
    private static long told() {
        return Math.max(0, Long.getLong(PROPERTY, 0));
    }

    /** For this process, whose hard limit is given; {@link Long#MAX_VALUE} if nothing was raised. */
    static long find(long hard) {
        long known = told();
        if (known > 0) {
            return known;
        }
        return isToldNotToRaise() ? Long.MAX_VALUE : find(hard, ancestors(), OriginalLimit::read);
    }

    /** By a process's ancestors, the nearest first. */
    static long find(long hard, LongStream ancestors, LongFunction<Optional<Limits>> limitsOf) {
        Iterator<Long> pids = ancestors.iterator();
        boolean witnessed = false;
        while (pids.hasNext()) {
            Optional<Limits> limits = limitsOf.apply(pids.next());
            if (limits.isEmpty() || limits.get().hard() != hard) {
                return Math.min(CUSTOMARY, hard); // limits were set in between: those further up say nothing
            }
            if (limits.get().soft() < hard) {
                return limits.get().soft();
            }
            witnessed = true;
        }
        return witnessed ? hard : Math.min(CUSTOMARY, hard);
    }

    private static LongStream ancestors() {
        return Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        handle -> handle.flatMap(ProcessHandle::parent))
                .mapToLong(handle -> handle.orElseThrow().pid());
    }

    private static Optional<Limits> read(long pid) {
        try {
            return Limits.parse(Files.readString(Path.of("/proc/" + pid + "/limits"), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isToldNotToRaise() {
        try {
            String told = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
            return isToldNotToRaise(told);
        } catch (IOException e) {
            return false;
        }
    }

    /** By the command line given, or by the variables that add to it. */
    private static boolean isToldNotToRaise(String commandLine) {
        return Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")
                .map(name -> System.getenv().getOrDefault(name, ""))
                .reduce(commandLine, String::concat)
                .contains(NOT_RAISED);
    }
}
