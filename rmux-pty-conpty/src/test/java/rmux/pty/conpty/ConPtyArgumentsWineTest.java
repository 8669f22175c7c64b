// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.windows.simulated.NastyArguments;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** What a real program is given: arguments and environment. */
@OnWindows
class ConPtyArgumentsWineTest {

    private static final int LISTS = 200;
    private static final int ENVIRONMENTS = 20;
    private static final int THREADS = 4;

    @TempDir
    private Path directory;

    private final ConPtyProvider provider = new ConPtyProvider();

    private List<String> facts(PtyCommand command, Path report) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            return Files.readAllLines(report);
        }
    }

    private static String units(String text) {
        StringBuilder units = new StringBuilder();
        text.chars().forEach(unit -> units.append(String.format(java.util.Locale.ROOT, "%04X", unit)));
        return units.toString();
    }

    private static List<String> words(List<String> facts, String parser) {
        return facts.stream()
                .filter(line -> line.startsWith(parser))
                .map(line -> line.replaceFirst(parser + " \\d+ ?", ""))
                .toList();
    }

    @Test
    @DisplayName("SPAWN-04: 200 nasty lists arrive as they were, by CommandLineToArgvW and by the C runtime")
    void arguments() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < LISTS; i++) {
                List<String> arguments = new ArrayList<>(
                        List.of("--output", directory.resolve("arguments-" + i).toString(), "args"));
                arguments.addAll(NastyArguments.list(random));
                all.add(threads.submit(() -> roundTrip(arguments, seed)));
            }
            for (Future<?> one : all) {
                one.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void roundTrip(List<String> arguments, long seed) throws Exception {
        String program = Programs.path("ptyprobe").toString();
        List<String> facts = facts(PtyCommand.of(program, arguments), Path.of(arguments.get(1)));
        List<String> expected = new ArrayList<>(List.of(units(program)));
        arguments.forEach(argument -> expected.add(units(argument)));
        assertThat(words(facts, "shell"))
                .as("CommandLineToArgvW, seed %d", seed)
                .isEqualTo(expected);
        assertThat(words(facts, "crt")).as("C runtime, seed %d", seed).isEqualTo(expected);
        return null;
    }

    @Test
    @DisplayName("SPAWN-11: argv[0] can differ from the program")
    void argv0() throws Exception {
        Path report = directory.resolve("argv0");
        List<String> facts =
                facts(Programs.probeAlone("--output", report.toString(), "args").withArgv0("-login shell"), report);
        assertThat(words(facts, "crt").get(0)).isEqualTo(units("-login shell"));
    }

    @Test
    @DisplayName("SPAWN-05: environments arrive whole")
    void environments() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ENVIRONMENTS; i++) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (int j = random.nextInt(8); j > 0; j--) {
                variables.put("RMUX_" + j + "\u00e9", String.join("=", NastyArguments.list(random)));
            }
            Path report = directory.resolve("environment-" + i);
            PtyCommand command = Programs.probeAlone("--output", report.toString(), "env-all")
                    .withEnvironment(variables);
            List<String> facts = facts(command, report);
            variables.forEach(
                    (name, value) -> assertThat(facts).as("seed %d", seed).contains(units(name + "=" + value)));
            assertThat(facts.stream().filter(line -> line.startsWith(units("RMUX_"))))
                    .as("seed %d", seed)
                    .hasSize(variables.size());
        }
    }
}
