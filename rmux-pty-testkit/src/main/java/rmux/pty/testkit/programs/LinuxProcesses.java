// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Processes, descriptors and threads as {@code /proc} shows them (proc(5)). */
final class LinuxProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final Path NULL_DEVICE = Path.of("/dev/null");

    private LinuxProcesses() {}

    /** Whether a process is there and has not ended. */
    static boolean isRunning(long pid) {
        char state = fields(PROC.resolve(Long.toString(pid)))[0].charAt(0);
        return state != 'Z' && state != 'X';
    }

    /** What this process holds. */
    static Resources resources() {
        return new Resources(Map.of(
                "descriptors", count(PROC.resolve("self/fd"), "*"),
                "children, ended ones included", children(),
                "threads of the backend", backendThreads()));
    }

    private static long count(Path directory, String glob) {
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            for (Path ignored : entries) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long children() {
        String self = Long.toString(ProcessHandle.current().pid());
        long count = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (fields(process)[1].equals(self)) {
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long backendThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rmux-pty"))
                .count();
    }

    /** The fields of {@code stat} from the state on; those of a process that has ended when it is not there. */
    private static String[] fields(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException gone) {
            return new String[] {"X", "0"};
        }
    }

    /** Opens files until no more can be opened, then closes some. */
    static AutoCloseable fillDescriptorTable(int free) throws IOException {
        Deque<Closeable> open = new ArrayDeque<>();
        try {
            while (true) {
                open.push(Files.newByteChannel(NULL_DEVICE));
            }
        } catch (IOException full) {
            for (int i = 0; i < free && !open.isEmpty(); i++) {
                open.pop().close();
            }
        }
        return () -> {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        };
    }

    /**
     * Has the JDK wait for a process that it did not start, and collect it; needs {@code --add-opens java.base/java.lang}.
     */
    static void collectByTheJdk(long pid) {
        try {
            Method completion = Class.forName("java.lang.ProcessHandleImpl")
                    .getDeclaredMethod("completion", long.class, boolean.class);
            completion.setAccessible(true);
            completion.invoke(null, pid, true);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new ProgramNotAvailableException("the JDK cannot be made to collect a process: " + e);
        }
    }

    /** Runs a command as the first process of a PID namespace (unshare(1)), where that is allowed. */
    static List<String> asProcessOne(List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "--fork", "--pid", "--mount-proc", "--kill-child"));
        try {
            List<String> trial = new ArrayList<>(words);
            trial.add("true");
            if (new ProcessBuilder(trial).start().waitFor() != 0) {
                throw new ProgramNotAvailableException(
                        "a PID namespace needs privileges that this process does not have");
            }
        } catch (IOException e) {
            throw new ProgramNotAvailableException("unshare(1) is not installed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramNotAvailableException("interrupted");
        }
        words.addAll(command);
        return words;
    }
}
