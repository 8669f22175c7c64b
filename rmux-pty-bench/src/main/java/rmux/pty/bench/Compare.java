// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rmux.pty.bench.report.JsonReport;
import rmux.pty.bench.report.Plots;
import rmux.pty.bench.report.Results;
import rmux.pty.bench.report.TableReport;

/** Runs the comparison; started by the script of the same name. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Measures C, this library and pty4j side by side, in interleaved rounds.")
public final class Compare implements Callable<Integer> {

    @Option(
            names = "--only",
            split = ",",
            description = "the scenarios to run, by name or by the beginning of it; all without")
    private List<String> only = new ArrayList<>();

    @Option(names = "--rounds", description = "how often (default: ${DEFAULT-VALUE}; the long ones less)")
    private int rounds = 5;

    @Option(names = "--quick", description = "one round with small numbers: shows that it works, not how fast it is")
    private boolean quick;

    @Option(
            names = "--against",
            paramLabel = "REV",
            description = "also measures this commit, which is checked out below .rmux-pty and built")
    private String against = "";

    @Option(names = "--list", description = "list the scenarios and leave")
    private boolean list;

    @Option(names = "--module", description = "the directory of the built module", hidden = true)
    private Path module = Path.of("rmux-pty-bench");

    @Option(
            names = "--out",
            description = "where to put the plots and the JSON (default: target/compare of the module)")
    private Path out = Path.of("");

    /** The main program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Scenario> chosen =
                new Catalog(quick).all().stream().filter(this::isChosen).toList();
        if (list) {
            chosen.forEach(scenario -> System.out.printf(Locale.ROOT, "%-18s %s%n", scenario.id(), scenario.title()));
            return 0;
        }
        if (chosen.isEmpty()) {
            System.err.println("no scenario is called " + String.join(" or ", only) + "; see --list");
            return 2;
        }
        Workshop workshop = new Workshop(module);
        workshop.build();
        if (!against.isEmpty()) {
            try {
                workshop.compareWith(new OtherCommit(workshop.top()).build(against));
            } catch (IOException e) {
                System.err.println(e.getMessage());
                return 2;
            }
            chosen = chosen.stream().map(Compare::withOther).toList();
        }
        Results results = new Results(chosen);
        Rounds run = new Rounds(chosen, quick ? 1 : rounds, workshop, results);
        AtomicBoolean reported = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> reportInterrupted(run, results, reported)));
        boolean complete = run.run();
        if (reported.compareAndSet(false, true)) {
            report(results);
        }
        return complete ? 0 : 1;
    }

    private static Scenario withOther(Scenario scenario) {
        return scenario instanceof ProbeScenario probe ? probe.againstOther() : scenario;
    }

    /** Runs at every end of this program; what was measured is not lost when somebody ends it early. */
    private void reportInterrupted(Rounds run, Results results, AtomicBoolean reported) {
        run.stop();
        if (!reported.compareAndSet(false, true)) {
            return;
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        System.out.println("interrupted; what was measured before:");
        try {
            report(results);
        } catch (IOException e) {
            System.err.println("the report cannot be written: " + e.getMessage());
        }
    }

    private void report(Results results) throws IOException {
        TableReport.print(results, System.out);
        Path directory = out.toString().isEmpty() ? module.resolve("target/compare") : out;
        Files.createDirectories(directory);
        JsonReport.write(results, directory.resolve("compare.json"));
        Plots.write(results, directory);
        System.out.println("plots and JSON: " + directory);
    }

    private boolean isChosen(Scenario scenario) {
        return only.isEmpty() || only.stream().anyMatch(name -> scenario.id().startsWith(name));
    }
}
