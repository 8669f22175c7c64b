// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyException;

/**
 * Has a short-lived process do what must be done inside another console: a second JVM, of our own runtime, without a window.
 *
 * <p>It takes a part of a second to start. A runtime without a launcher cannot do it; callers then do without.
 */
public final class JvmConsoleHelper implements ConsoleHelper {

    /** A JVM starts in less than a second on Windows, and in three under Wine; a multiple of that. */
    private static final long PATIENCE_SECONDS = 20;

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    /** Starts a process and gives its exit code and what it printed. */
    interface Runner {
        Result run(List<String> command) throws IOException, InterruptedException;
    }

    record Result(int exitCode, String output) {}

    private final Runner runner;
    private final List<String> launcher;

    /** A helper of this runtime. */
    public JvmConsoleHelper() {
        this(JvmConsoleHelper::run, HelperCommand.ofThisRuntime());
    }

    JvmConsoleHelper(Runner runner, List<String> launcher) {
        this.runner = runner;
        this.launcher = launcher;
    }

    @Override
    public void interrupt(int pid) throws PtyException {
        call("interrupt", pid);
    }

    @Override
    public void writeRecords(int pid, byte[] records) throws PtyException {
        call("records", pid, HexFormat.of().formatHex(records));
    }

    private void call(String what, int pid, String... more) throws PtyException {
        if (launcher.isEmpty()) {
            throw new PtyException(
                    what,
                    "the console helper cannot be started: this Java runtime has no launcher, or our classes are in no file"
                            + " of their own");
        }
        List<String> command = new ArrayList<>(launcher);
        command.add(what);
        command.add(Integer.toUnsignedString(pid));
        command.addAll(List.of(more));
        try {
            Result result = runner.run(command);
            if (result.exitCode() != 0) {
                throw new PtyException(
                        what,
                        "the console helper for process " + Integer.toUnsignedString(pid) + " failed: "
                                + result.output().strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PtyException(what, "interrupted while the console helper was at work", e);
        } catch (IOException e) {
            throw new PtyException(what, "the console helper cannot be started: " + e.getMessage(), e);
        }
    }

    /** What it prints goes through a file: nobody then has to read a pipe and watch the clock at once. */
    static Result run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("rmux-pty-console", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            removeOptions(builder.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("it did not end within " + PATIENCE_SECONDS + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
        } finally {
            delete(log);
        }
    }

    /** Options for this JVM: a second debugger's agent would find its port taken, or wait for somebody to attach. */
    static void removeOptions(Map<String, String> environment) {
        environment.keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    }

    /** Windows refuses as long as somebody has it open: the helper being ended, a virus scanner. What was done stays done. */
    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a temporary file stays", e);
            log.toFile().deleteOnExit();
        }
    }
}
