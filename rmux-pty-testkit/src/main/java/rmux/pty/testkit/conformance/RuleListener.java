// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;

/** Makes one line of what happened to a rule's tests: the worst of them counts. */
final class RuleListener implements TestExecutionListener {

    private final String provider;
    private final Map<String, Line> byRule = new ConcurrentHashMap<>();
    private final List<Line> elsewhere = new ArrayList<>();

    RuleListener(String provider) {
        this.provider = provider;
    }

    /** In the order of the contract; a rule that no test was found for is a failure. */
    List<Line> lines(Set<String> selected) {
        List<Line> lines = new ArrayList<>();
        for (String rule : RuleCatalog.rules().keySet()) {
            Line line = byRule.get(rule);
            if (line != null) {
                lines.add(line);
            } else if (selected.isEmpty() || selected.contains(rule)) {
                lines.add(new Line(
                        provider, rule, Outcome.FAIL, "no test of this rule was run: is junit-jupiter there?"));
            }
        }
        lines.addAll(elsewhere);
        return lines;
    }

    private static Optional<String> ruleOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .flatMap(source -> AnnotationSupport.findAnnotation(source.getJavaMethod(), Rule.class))
                .map(Rule::value);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (!reason.equals(RuleExtension.NOT_SELECTED)) {
            Outcome outcome = reason.startsWith(RuleExtension.ABSENT)
                    ? Outcome.ABSENT
                    : reason.startsWith(RuleExtension.KNOWN_ISSUE) ? Outcome.KNOWN_ISSUE : Outcome.SKIPPED;
            ruleOf(test).ifPresent(rule -> add(rule, outcome, reason));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String message = result.getThrowable().map(RuleListener::describe).orElse("");
        Outcome outcome = switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.PASS;
            case ABORTED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAIL;
        };
        Optional<String> rule = ruleOf(test);
        if (rule.isPresent()) {
            add(rule.get(), outcome, outcome == Outcome.FAIL ? test.getDisplayName() + ": " + message : message);
        } else if (outcome == Outcome.FAIL) {
            elsewhere.add(new Line(provider, "-", outcome, test.getDisplayName() + ": " + message));
        }
    }

    private static String describe(Throwable failure) {
        return failure instanceof AssertionError && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    /** A case for other capabilities says nothing once another one has passed; a failure beats everything. */
    private void add(String rule, Outcome outcome, String message) {
        Line line = new Line(provider, rule, outcome, message);
        byRule.merge(rule, line, (one, other) -> weight(one) >= weight(other) ? one : other);
    }

    private static int weight(Line line) {
        return switch (line.outcome()) {
            case ABSENT -> 0;
            case PASS -> 1;
            case SKIPPED -> 2;
            case KNOWN_ISSUE -> 3;
            case FAIL -> 4;
        };
    }
}
