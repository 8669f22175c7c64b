// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rmux.pty.testkit.programs.ConformanceSystem.Hostility;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/**
 * A JVM of its own for what cannot be tried in the one that runs the tests: it makes its own instance of the conformance
 * class, has a {@link HelperTask} done, and reports in lines.
 */
final class HelperJvm {

    /** Lines that are the task's report begin with this; whatever else a JVM prints is shown when it fails. */
    static final String REPORT = "report: ";

    /** A line that begins with this says why the task cannot be done. */
    static final String UNAVAILABLE = "unavailable: ";

    /** How many seconds a provider may take to answer, for the selection of providers. */
    private static final String PATIENCE = "rmux.pty.patience";

    private static final long USUAL_SECONDS = 10;

    private final PtyProviderConformance subject;
    private Map<String, String> environment = Map.of();
    private List<String> jvmArguments = List.of();
    private Hostility hostility = Hostility.NONE;

    HelperJvm(PtyProviderConformance subject) {
        this.subject = subject;
    }

    HelperJvm environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    HelperJvm jvmArguments(String... arguments) {
        jvmArguments = List.of(arguments);
        return this;
    }

    HelperJvm hostility(Hostility surroundings) {
        hostility = surroundings;
        return this;
    }

    /** A helper that is at work. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        private Running(Process process) {
            this.process = process;
            this.output = process.inputReader(StandardCharsets.UTF_8);
        }

        /** The next line of its report. */
        String line() throws IOException {
            StringBuilder other = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(REPORT)) {
                    return line.substring(REPORT.length());
                }
                if (line.startsWith(UNAVAILABLE)) {
                    throw new ProgramNotAvailableException(line.substring(UNAVAILABLE.length()));
                }
                other.append(line).append(System.lineSeparator());
            }
            return fail("the helper JVM ended without a report; it said: " + other);
        }

        /** Kills it, so that it cannot clean up. */
        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }

    /** Starts it and leaves it at work. */
    Running start(HelperTask task, String... arguments) throws IOException {
        return new Running(launch(task, arguments));
    }

    /** Has the task done; returns the lines of its report. */
    List<String> run(HelperTask task, String... arguments) throws IOException, InterruptedException {
        Process process = launch(task, arguments);
        CompletableFuture<Void> guard = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(
                        subject.activeSettings().limit().toMillis() * 4, TimeUnit.MILLISECONDS));
        List<String> lines;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }
        int code = process.waitFor();
        guard.cancel(false);
        assertEquals(0, code, () -> "the exit code of the helper JVM, which said: " + String.join("\n", lines));
        lines.stream().filter(line -> line.startsWith(UNAVAILABLE)).findFirst().ifPresent(line -> {
            throw new ProgramNotAvailableException(line.substring(UNAVAILABLE.length()));
        });
        return lines.stream()
                .filter(line -> line.startsWith(REPORT))
                .map(line -> line.substring(REPORT.length()))
                .toList();
    }

    private Process launch(HelperTask task, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("rmux.pty.") || name.startsWith("jna."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-D" + PATIENCE + "=" + patience());
        subject.helperProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(program());
        command.add(subject.getClass().getName());
        command.add(task.name());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(subject.activePrograms().launch(hostility, command));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    /** A third of what anything may take, but no less than usual; where the property is set, that. */
    private long patience() {
        return Long.getLong(
                PATIENCE,
                Math.max(USUAL_SECONDS, subject.activeSettings().limit().toSeconds() / 3));
    }

    /** From an image of modules, the modules; otherwise everything on one class path. */
    private List<String> program() throws IOException {
        Class<?> type = subject.getClass();
        if (ServiceFiles.root(type).startsWith("jrt:")) {
            String own = HelperJvm.class.getModule().getName();
            return List.of("--add-modules", type.getModule().getName(), "-m", own + "/" + HelperMain.class.getName());
        }
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, classPath(type)),
                HelperMain.class.getName());
    }

    private static Set<String> classPath(Class<?> type) throws IOException {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(ServiceFiles.location(type).toString());
        entries.add(ServiceFiles.location(HelperMain.class).toString());
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    entries.add(entry);
                    addJars(Path.of(entry), entries);
                }
            }
        }
        return entries;
    }

    /** A directory of the module path may hold modules as jars. */
    private static void addJars(Path directory, Set<String> entries) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(Path::toString).filter(file -> file.endsWith(".jar")).forEach(entries::add);
            }
        }
    }
}
