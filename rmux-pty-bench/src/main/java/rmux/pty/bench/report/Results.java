// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.bench.Findings;
import rmux.pty.bench.Metric;
import rmux.pty.bench.Scenario;
import rmux.pty.bench.Subject;

/** What all rounds found. Rounds may be added while the report is made: that of an interrupted comparison. */
public final class Results {

    private final Map<Scenario, Map<Subject, List<Findings>>> all = new LinkedHashMap<>();
    private final Map<Scenario, List<Double>> loads = new LinkedHashMap<>();

    /** Results of scenarios that are about to run. */
    public Results(List<Scenario> scenarios) {
        scenarios.forEach(scenario -> all.put(scenario, new EnumMap<>(Subject.class)));
    }

    /** Adds what a round found. */
    public synchronized void add(Scenario scenario, Subject subject, Findings findings) {
        all.computeIfAbsent(scenario, s -> new EnumMap<>(Subject.class))
                .computeIfAbsent(subject, s -> new ArrayList<>())
                .add(findings);
    }

    /** Adds how busy other programs kept the machine before a round, as {@link Load#measure} says. */
    public synchronized void addLoad(Scenario scenario, double load) {
        loads.computeIfAbsent(scenario, s -> new ArrayList<>()).add(load);
    }

    /** The load before each round. */
    synchronized List<Double> loads(Scenario scenario) {
        return List.copyOf(loads.getOrDefault(scenario, List.of()));
    }

    /** The scenarios of which there is something to tell. */
    synchronized List<Scenario> scenarios() {
        return all.keySet().stream()
                .filter(scenario ->
                        all.getOrDefault(scenario, Map.of()).values().stream().anyMatch(rounds -> !rounds.isEmpty()))
                .toList();
    }

    /** The rounds of one figure of one subject; none if it has no such figure. */
    List<Double> rounds(Scenario scenario, Subject subject, Metric metric) {
        List<Double> rounds = new ArrayList<>();
        for (Findings findings : findings(scenario, subject)) {
            Double value = findings.numbers().get(metric.name());
            if (value != null) {
                rounds.add(value);
            }
        }
        return rounds;
    }

    /** The notes of one subject, without repetition. */
    List<String> notes(Scenario scenario, Subject subject, String name) {
        return findings(scenario, subject).stream()
                .map(findings -> findings.notes().getOrDefault(name, ""))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private synchronized List<Findings> findings(Scenario scenario, Subject subject) {
        return List.copyOf(all.getOrDefault(scenario, Map.of()).getOrDefault(subject, List.of()));
    }
}
