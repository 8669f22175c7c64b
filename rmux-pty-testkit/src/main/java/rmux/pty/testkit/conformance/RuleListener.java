// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;

/** Makes one line of what happened to the tests of a rule: the worst of them counts. */
final class RuleListener implements TestExecutionListener {

    private final String provider;
    private final Consumer<Line> onRule;
    private final Map<String, Integer> pending = new HashMap<>();
    private final Map<String, Line> byRule = new HashMap<>();
    private final List<Line> elsewhere = new ArrayList<>();

    /** Listens; {@code onRule} gets the line of each rule once its last test has ended. */
    RuleListener(String provider, Consumer<Line> onRule) {
        this.provider = provider;
        this.onRule = onRule;
    }

    /** Announces the tests to be run, so that the last one of each rule is known. */
    synchronized void expect(Iterable<TestIdentifier> tests) {
        tests.forEach(test -> ruleOf(test).ifPresent(rule -> pending.merge(rule.value(), 1, Integer::sum)));
    }

    /** Returns the lines so far, in the order of the contract. */
    synchronized List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        RuleCatalog.rules().keySet().stream().filter(byRule::containsKey).forEach(rule -> lines.add(byRule.get(rule)));
        lines.addAll(elsewhere);
        return lines;
    }

    /** Returns the lines once the run is over: a rule that no test was found for has failed. */
    synchronized List<Line> finalLines(Set<String> selected) {
        for (String rule : RuleCatalog.rules().keySet()) {
            if (!byRule.containsKey(rule) && (selected.isEmpty() || selected.contains(rule))) {
                Line line =
                        new Line(provider, rule, Outcome.FAIL, "no test of this rule was run: is junit-jupiter there?");
                byRule.put(rule, line);
                onRule.accept(line);
            }
        }
        return lines();
    }

    private static Optional<Rule> ruleOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .flatMap(source -> AnnotationSupport.findAnnotation(source.getJavaMethod(), Rule.class));
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (!reason.equals(RuleExtension.NOT_SELECTED)) {
            Outcome outcome = skipOutcome(reason);
            ruleOf(test).ifPresent(rule -> add(rule.value(), outcome, reason));
        }
    }

    private static Outcome skipOutcome(String reason) {
        if (reason.startsWith(RuleExtension.ABSENT)) {
            return Outcome.ABSENT;
        }
        if (reason.startsWith(RuleExtension.NOT_ASKED)) {
            return Outcome.NOT_ASKED;
        }
        return reason.startsWith(RuleExtension.KNOWN_ISSUE) ? Outcome.KNOWN_ISSUE : Outcome.SKIPPED;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String message = result.getThrowable().map(RuleListener::describe).orElse("");
        Outcome outcome = switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.PASS;
            case ABORTED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAIL;
        };
        Optional<Rule> rule = ruleOf(test);
        if (rule.isEmpty()) {
            if (outcome == Outcome.FAIL) {
                elsewhere.add(new Line(provider, "-", outcome, test.getDisplayName() + ": " + message));
                onRule.accept(elsewhere.get(elsewhere.size() - 1));
            }
        } else if (outcome == Outcome.PASS && isRefusal(rule.get())) {
            add(
                    rule.get().value(),
                    Outcome.ABSENT,
                    "the provider does not have " + String.join(", ", rule.get().without()));
        } else {
            add(
                    rule.get().value(),
                    outcome,
                    outcome == Outcome.FAIL ? test.getDisplayName() + ": " + message : message);
        }
    }

    /** Whether a test is the case for providers without the very capability that its rule is about. */
    private static boolean isRefusal(Rule rule) {
        return Optional.ofNullable(RuleCatalog.rules().get(rule.value()))
                .filter(entry -> List.of(rule.without()).contains(entry.capability()))
                .isPresent();
    }

    private static String describe(Throwable failure) {
        boolean bySuite = failure instanceof AssertionError || failure instanceof org.opentest4j.TestAbortedException;
        return bySuite && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    /** A case for other capabilities says nothing once another one has passed; a failure beats everything. */
    private void add(String rule, Outcome outcome, String message) {
        Line line = new Line(provider, rule, outcome, message);
        byRule.merge(rule, line, (one, other) -> weight(one) >= weight(other) ? one : other);
        if (pending.merge(rule, -1, Integer::sum) == 0) {
            onRule.accept(byRule.get(rule));
        }
    }

    private static int weight(Line line) {
        return switch (line.outcome()) {
            case ABSENT -> 0;
            case PASS -> 1;
            case SKIPPED -> 2;
            case NOT_ASKED -> 3;
            case KNOWN_ISSUE -> 4;
            case FAIL -> 5;
        };
    }
}
