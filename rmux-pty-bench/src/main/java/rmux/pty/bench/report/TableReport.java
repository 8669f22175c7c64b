// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.bench.Metric;
import rmux.pty.bench.Scenario;
import rmux.pty.bench.Subject;

/** The results as text: one table for each scenario, with median, spread and ratios; Markdown, to be kept as it is. */
public final class TableReport {

    /** Two subjects that are set against each other wherever a scenario has both. */
    private record Ratio(Subject above, Subject below) {
        String label() {
            return above.label() + " : " + below.label();
        }
    }

    private static final List<Ratio> RATIOS = List.of(
            new Ratio(Subject.RMUX, Subject.C),
            new Ratio(Subject.RMUX, Subject.C_SPIN),
            new Ratio(Subject.RMUX, Subject.RMUX_AGAINST),
            new Ratio(Subject.RMUX_DIRECT, Subject.C),
            new Ratio(Subject.RMUX_VIRTUAL, Subject.RMUX),
            new Ratio(Subject.RMUX_FOREIGN, Subject.RMUX),
            new Ratio(Subject.PTY4J, Subject.RMUX));

    private TableReport() {}

    /** Prints all. */
    public static void print(Results results, PrintStream out) {
        out.println(Machine.describe());
        for (Scenario scenario : results.scenarios()) {
            out.println();
            out.println(scenario.id() + ": " + scenario.title());
            out.println();
            if (isYesOrNo(scenario)) {
                printObservations(results, scenario, out);
            } else {
                printFigures(results, scenario, out);
            }
            printLoad(results.loads(scenario), out);
        }
        out.println();
        out.println("Medians of the rounds (smallest–largest round); a ratio is the median of the rounds' own ratios.");
    }

    private static void printLoad(List<Double> loads, PrintStream out) {
        if (!loads.isEmpty()) {
            boolean busy = loads.stream().anyMatch(load -> load > Load.TOO_MUCH);
            out.println("  load of other programs: " + Summary.of(loads).text()
                    + (busy ? "; TOO MUCH: only ratios and CPU times say something" : ""));
        }
    }

    static boolean isYesOrNo(Scenario scenario) {
        return scenario.metrics().get(0).name().equals("yes");
    }

    private static void printObservations(Results results, Scenario scenario, PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "yes or no", "observed"));
        for (Subject subject : scenario.subjects()) {
            List<Double> answers =
                    results.rounds(scenario, subject, scenario.metrics().get(0));
            String answer = answers.isEmpty() ? "?" : answers.stream().allMatch(yes -> yes > 0) ? "yes" : "no";
            rows.add(List.of(subject.label(), answer, String.join("; ", results.notes(scenario, subject, "observed"))));
        }
        printRows(rows, out);
    }

    private static void printFigures(Results results, Scenario scenario, PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        scenario.subjects().forEach(subject -> head.add(subject.label()));
        List<Ratio> ratios = RATIOS.stream()
                .filter(ratio -> scenario.subjects().containsAll(List.of(ratio.above(), ratio.below())))
                .toList();
        ratios.forEach(ratio -> head.add(ratio.label()));
        rows.add(head);
        for (Metric metric : scenario.metrics()) {
            List<String> row = new ArrayList<>(List.of(metric.label()));
            for (Subject subject : scenario.subjects()) {
                List<Double> rounds = results.rounds(scenario, subject, metric);
                row.add(rounds.isEmpty() ? "" : Summary.of(rounds).text());
            }
            ratios.forEach(ratio -> row.add(text(results, scenario, metric, ratio)));
            rows.add(row);
        }
        printRows(rows, out);
        for (Subject subject : scenario.subjects()) {
            for (String name : List.of("other", "failure", "stopped")) {
                results.notes(scenario, subject, name)
                        .forEach(note -> out.println("  " + subject.label() + ": " + note));
            }
        }
    }

    private static String text(Results results, Scenario scenario, Metric metric, Ratio ratio) {
        List<Double> above = results.rounds(scenario, ratio.above(), metric);
        List<Double> below = results.rounds(scenario, ratio.below(), metric);
        if (above.isEmpty() || below.isEmpty()) {
            return "";
        }
        double value = Summary.ratio(above, below);
        return Double.isFinite(value) ? Summary.number(value) : "";
    }

    private static void printRows(List<List<String>> rows, PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.min(row.get(i).length(), 60));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder("|");
            StringBuilder rule = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                line.append(' ').append(pad(rows.get(r).get(i), widths[i])).append(" |");
                rule.append("-".repeat(widths[i] + 2)).append('|');
            }
            out.println(line);
            if (r == 0) {
                out.println(rule);
            }
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
