// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;

/**
 * A report in few lines: one for each group of rules, and one for each rule that did not pass. Providers of other systems are
 * left out.
 */
final class RuleGroups {

    private RuleGroups() {}

    /** Returns the lines, by provider and group, in the order in which they came. */
    static List<String> lines(ConformanceReport report) {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (Line line : report.lines()) {
            if (line.outcome() == Outcome.SKIPPED && group(line.rule()).isEmpty()) {
                continue;
            }
            groups.computeIfAbsent(line.provider() + " " + group(line.rule()), key -> new ArrayList<>())
                    .add(line);
        }
        List<String> lines = new ArrayList<>();
        groups.forEach((group, members) -> lines.addAll(describe(group, members)));
        return lines;
    }

    private static String group(String rule) {
        int dash = rule.lastIndexOf('-');
        return dash > 0 ? rule.substring(0, dash) : "";
    }

    private static List<String> describe(String group, List<Line> members) {
        List<Line> passed =
                members.stream().filter(line -> line.outcome() == Outcome.PASS).toList();
        List<String> lines = new ArrayList<>();
        if (!group.endsWith(" ")) {
            String which = passed.stream().map(Line::rule).sorted().collect(Collectors.joining(" "));
            lines.add(String.format(Locale.ROOT, "%-24s %d of %d pass  %s", group, passed.size(), members.size(), which)
                    .stripTrailing());
        }
        members.stream()
                .filter(line -> line.outcome() != Outcome.PASS)
                .map(Line::toText)
                .forEach(lines::add);
        return lines;
    }
}
