// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rmux.pty.bench.report.Load;
import rmux.pty.bench.report.Results;

/** The rounds: each runs all subjects of a scenario one after the other, and begins with another one. */
final class Rounds {

    /** A subject in a scenario. */
    private record Run(Scenario scenario, Subject subject) {}

    private final List<Scenario> scenarios;
    private final int most;
    private final Workshop workshop;
    private final Results results;
    private final Map<Run, Long> nanosTaken = new HashMap<>();
    private volatile boolean stopped;
    private boolean complete = true;

    Rounds(List<Scenario> scenarios, int most, Workshop workshop, Results results) {
        this.scenarios = scenarios;
        this.most = most;
        this.workshop = workshop;
        this.results = results;
    }

    /** Runs all; returns whether none failed. */
    boolean run() throws IOException, InterruptedException {
        for (int round = 0; round < most && !stopped; round++) {
            for (Scenario scenario : scenarios) {
                if (round < scenario.rounds(most) && !stopped) {
                    run(scenario, round);
                }
            }
        }
        return complete;
    }

    /** Begins nothing more. */
    void stop() {
        stopped = true;
    }

    private void run(Scenario scenario, int round) throws IOException, InterruptedException {
        double load = Load.measure();
        results.addLoad(scenario, load);
        if (load > Load.TOO_MUCH) {
            System.err.printf(
                    Locale.ROOT, "warning: other programs keep %.1f processors busy: these figures say little%n", load);
        }
        List<Subject> subjects = scenario.subjects();
        for (int i = 0; i < subjects.size() && !stopped; i++) {
            Subject subject = subjects.get((i + round) % subjects.size());
            System.err.printf(
                    Locale.ROOT,
                    "round %d of %d: %s, %s%s%n",
                    round + 1,
                    most,
                    scenario.id(),
                    subject.label(),
                    round == 0 ? "" : "; about " + left(round, scenario, i) + " left");
            long before = System.nanoTime();
            try {
                results.add(scenario, subject, scenario.run(subject, workshop));
            } catch (IOException e) {
                complete = false;
                if (!stopped) {
                    System.err.println("failed: " + e.getMessage());
                }
            }
            nanosTaken.put(new Run(scenario, subject), System.nanoTime() - before);
        }
    }

    /** What is left if all takes as long as before; known from the second round on. */
    private String left(int round, Scenario current, int done) {
        long nanos = 0;
        for (Scenario scenario : scenarios) {
            int later = Math.max(0, scenario.rounds(most) - round - 1);
            boolean isToCome =
                    scenarios.indexOf(scenario) > scenarios.indexOf(current) && round < scenario.rounds(most);
            List<Subject> subjects = scenario.subjects();
            for (int i = 0; i < subjects.size(); i++) {
                boolean now = isToCome || (scenario.equals(current) && i >= done);
                Run run = new Run(scenario, subjects.get((i + round) % subjects.size()));
                nanos += nanosTaken.getOrDefault(run, 0L) * (later + (now ? 1 : 0));
            }
        }
        Duration duration = Duration.ofNanos(nanos);
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
