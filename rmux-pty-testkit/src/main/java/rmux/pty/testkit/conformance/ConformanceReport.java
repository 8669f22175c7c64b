// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the suite found out: one line for each provider and rule.
 *
 * @param lines the lines, by provider, then in the order of the contract
 */
public record ConformanceReport(List<Line> lines) {

    /** How a rule came out. */
    public enum Outcome {
        /** All its tests that apply passed. */
        PASS,
        /** A test failed, or the provider could not be asked. */
        FAIL,
        /** It does not apply: the provider lacks a capability, and refuses what needs it. */
        ABSENT,
        /** The settings leave it out. */
        KNOWN_ISSUE,
        /** It says nothing about a library that is tested through a driver. */
        NOT_ASKED,
        /** It could not be tested here. */
        SKIPPED
    }

    /**
     * A line.
     *
     * @param provider the provider's name
     * @param rule the rule's identifier
     * @param outcome the result
     * @param message why; empty for a pass
     */
    public record Line(String provider, String rule, Outcome outcome, String message) {

        /**
         * Returns the line for people, without a line end.
         *
         * @return the text
         */
        public String toText() {
            return String.format(Locale.ROOT, "%-14s %-9s %-11s %s", provider, rule, word(outcome), oneLine(message))
                    .stripTrailing();
        }
    }

    /**
     * Copies the lines.
     *
     * @param lines the lines
     */
    public ConformanceReport {
        lines = List.copyOf(lines);
    }

    /**
     * Whether a rule failed.
     *
     * @return whether there is a line that says so
     */
    public boolean hasFailures() {
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.FAIL);
    }

    /**
     * A table for people.
     *
     * @return the text
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.toText()).append(System.lineSeparator()));
        return text.append(summary()).append(System.lineSeparator()).toString();
    }

    /**
     * Returns how many lines have each outcome.
     *
     * @return the text, without a line end
     */
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count =
                    lines.stream().filter(line -> line.outcome() == outcome).count();
            parts.add(count + " " + word(outcome));
        }
        return String.join(", ", parts);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    /**
     * A table in Markdown.
     *
     * @return the text
     */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("| Provider | Rule | Outcome | Message |\n|---|---|---|---|\n");
        for (Line line : lines) {
            text.append("| ").append(line.provider()).append(" | ").append(line.rule());
            text.append(" | ").append(word(line.outcome())).append(" | ");
            text.append(oneLine(line.message()).replace("|", "\\|")).append(" |\n");
        }
        return text.append("\n").append(summary()).append("\n").toString();
    }

    /**
     * For programs: an array of objects with {@code provider}, {@code rule}, {@code level}, {@code outcome}, {@code message}.
     *
     * @return JSON (RFC 8259)
     */
    public String toJson() {
        List<String> objects = new ArrayList<>();
        for (Line line : lines) {
            RuleCatalog.Entry rule = RuleCatalog.rules().get(line.rule());
            String level = rule == null ? "" : rule.level().name();
            objects.add("  {\"provider\": " + quote(line.provider()) + ", \"rule\": " + quote(line.rule())
                    + ", \"level\": " + quote(level) + ", \"outcome\": " + quote(word(line.outcome()))
                    + ", \"message\": " + quote(line.message()) + "}");
        }
        return "[\n" + String.join(",\n", objects) + "\n]\n";
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || Character.isSurrogate((char) c) || c == 127) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
