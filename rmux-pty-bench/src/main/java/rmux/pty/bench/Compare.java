// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        Results results = new Results(chosen);
        boolean complete = run(chosen, workshop, results);
        TableReport.print(results, System.out);
        Path directory = out.toString().isEmpty() ? module.resolve("target/compare") : out;
        Files.createDirectories(directory);
        JsonReport.write(results, directory.resolve("compare.json"));
        Plots.write(results, directory);
        System.out.println("plots and JSON: " + directory);
        return complete ? 0 : 1;
    }

    private boolean isChosen(Scenario scenario) {
        return only.isEmpty() || only.stream().anyMatch(name -> scenario.id().startsWith(name));
    }

    /** Interleaved: each round runs all subjects of a scenario one after the other, and begins with another one. */
    private boolean run(List<Scenario> scenarios, Workshop workshop, Results results) throws InterruptedException {
        boolean complete = true;
        int most = quick ? 1 : rounds;
        for (int round = 0; round < most; round++) {
            for (Scenario scenario : scenarios) {
                if (round >= scenario.rounds(most)) {
                    continue;
                }
                List<Subject> subjects = scenario.subjects();
                for (int i = 0; i < subjects.size(); i++) {
                    Subject subject = subjects.get((i + round) % subjects.size());
                    System.err.printf(
                            Locale.ROOT, "round %d of %d: %s, %s%n", round + 1, most, scenario.id(), subject.label());
                    try {
                        results.add(scenario, subject, scenario.run(subject, workshop));
                    } catch (IOException e) {
                        System.err.println("failed: " + e.getMessage());
                        complete = false;
                    }
                }
            }
        }
        return complete;
    }
}
