// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a measure of {@link rmux.pty.bench.probe.Probe}, or of {@code limit.c}, in a process of its own.
 *
 * @param measure the name of the measure
 * @param parameters its {@code name=value}s
 * @param jvm options of the JVM
 * @param modern whether it needs a JDK with virtual threads
 * @param mostRounds more rounds would take too long
 */
record ProbeScenario(
        String id,
        String title,
        List<Subject> subjects,
        String measure,
        List<String> parameters,
        List<String> jvm,
        boolean modern,
        int mostRounds,
        List<Metric> metrics)
        implements Scenario {

    private static final int LIMIT_MINUTES = 5;

    /** How long a spinning C program looks before it sleeps; as much as this library does. */
    private static final int SPIN_MICROS = 20;

    /** Until the first line of the output, in milliseconds. */
    static final String READY = "ready-ms";

    /** The same, in which another commit takes part as well, if this library does in the plain way. */
    ProbeScenario againstOther() {
        int own = subjects.indexOf(Subject.RMUX);
        if (own < 0) {
            return this;
        }
        List<Subject> more = new ArrayList<>(subjects);
        more.add(own + 1, Subject.RMUX_AGAINST);
        return new ProbeScenario(id, title, more, measure, parameters, jvm, modern, mostRounds, metrics);
    }

    @Override
    public int rounds(int rounds) {
        return Math.min(rounds, mostRounds);
    }

    @Override
    public Findings run(Subject subject, Workshop workshop) throws IOException, InterruptedException {
        Optional<Path> home = modern ? Workshop.modernJava() : Optional.of(Workshop.java());
        if (home.isEmpty()) {
            return new Findings(Map.of(), Map.of("observed", "not tried: there is no JDK 21 or later here"));
        }
        if (subject == Subject.RMUX_FOREIGN && !workshop.hasForeignBinding()) {
            return new Findings(Map.of(), Map.of("observed", "not tried: a JDK older than 22 built this"));
        }
        List<String> command = new ArrayList<>();
        if (subject.isC()) {
            command.add(workshop.program("limit").toString());
        } else {
            command.addAll(List.of(
                    home.get().resolve("bin/java").toString(),
                    "-cp",
                    workshop.of(subject).classPath()));
            if (Workshop.feature(home.get()) >= 22) {
                command.add("--enable-native-access=ALL-UNNAMED");
            }
            command.addAll(jvm);
            if (subject == Subject.RMUX_FOREIGN) {
                command.add("-Drmux.pty.posix.binding=ffm");
            }
            Subject way = subject == Subject.RMUX_AGAINST ? Subject.RMUX : subject;
            command.addAll(List.of("rmux.pty.bench.probe.Probe", way.name()));
        }
        command.add(measure);
        command.addAll(parameters);
        command.add("child=" + workshop.program("child"));
        command.add("spin-us=" + (subject == Subject.C_SPIN ? SPIN_MICROS : 0));
        return run(command, workshop);
    }

    private Findings run(List<String> command, Workshop workshop) throws IOException, InterruptedException {
        Path errors = workshop.scratch().resolve("errors.txt");
        long before = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Thread limit = new Thread(() -> endAfterLimit(process));
        limit.setDaemon(true);
        limit.start();
        Map<String, Double> numbers = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                numbers.putIfAbsent(READY, (System.nanoTime() - before) / 1e6);
                take(line, numbers, notes);
            }
        }
        int code = process.waitFor();
        limit.interrupt();
        if (code != 0) {
            throw new IOException(
                    "exit code " + code + " of " + String.join(" ", command) + ":\n" + Files.readString(errors));
        }
        return new Findings(numbers, notes);
    }

    private static void take(String line, Map<String, Double> numbers, Map<String, String> notes) {
        int equals = line.indexOf('=');
        if (line.startsWith("note.") && equals > 0) {
            notes.put(line.substring(5, equals), line.substring(equals + 1));
        } else if (equals > 0) {
            numbers.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
        }
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
