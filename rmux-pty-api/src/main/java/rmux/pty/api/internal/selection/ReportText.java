// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.Locale;
import java.util.stream.Collectors;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.internal.events.Printable;

/** A provider report as a text for people. */
public final class ReportText {

    private ReportText() {}

    /** One paragraph for each candidate. */
    public static String render(ProviderReport report) {
        if (report.candidates().isEmpty()) {
            return "no pty providers were found";
        }
        return report.candidates().stream().map(ReportText::render).collect(Collectors.joining(System.lineSeparator()));
    }

    /** The paragraph for one candidate. */
    public static String render(Candidate candidate) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-8s %s",
                Printable.text(candidate.name()),
                candidate.verdict().toString().toLowerCase(Locale.ROOT)));
        candidate.priority().ifPresent(priority -> text.append(", priority ").append(priority));
        line(text, "from", candidate.origin() + " (" + candidate.className() + ")");
        if (!candidate.capabilities().isEmpty()) {
            line(
                    text,
                    "can",
                    candidate.capabilities().stream()
                            .sorted()
                            .map(PtyCapability::name)
                            .collect(Collectors.joining(" ")));
        }
        if (!candidate.reason().isEmpty()) {
            line(text, "because", candidate.reason());
        }
        if (!candidate.remedy().isEmpty()) {
            line(text, "remedy", candidate.remedy());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(System.lineSeparator())
                .append(String.format(Locale.ROOT, "  %-8s %s", label, Printable.text(value)));
    }
}
