// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;
import rmux.pty.api.spi.Availability;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/** Decides whether a rule's test runs, on what kind of thread, and for how long; every skip has its reason. */
final class RuleExtension implements ExecutionCondition, InvocationInterceptor, TestExecutionExceptionHandler {

    /** How the reason begins if the case is for other capabilities; only where {@link CapabilityFilter} is not in use. */
    static final String ABSENT = "absent: ";

    /** How the reason of a skip begins that the settings ask for. */
    static final String KNOWN_ISSUE = "known issue: ";

    /** How the reason of a skip begins if the rule says nothing about what is tested. */
    static final String NOT_ASKED = "not asked: ";

    /** The JUnit configuration parameter that names the rules to be tested, separated by commas; all unless set. */
    static final String RULES_PARAMETER = "rmux.pty.conformance.rules";

    /** The reason of a skip that nobody wants to hear of. */
    static final String NOT_SELECTED = "not selected";

    private static final String METADATA = "META-";

    RuleExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Rule> rule = AnnotationSupport.findAnnotation(context.getElement(), Rule.class);
        if (rule.isEmpty()) {
            return ConditionEvaluationResult.enabled("not a rule");
        }
        PtyProviderConformance subject = subject(context);
        if (!isSelected(rule.get().value(), context)) {
            return ConditionEvaluationResult.disabled(NOT_SELECTED);
        }
        return reasonToSkip(rule.get(), context.getRequiredTestMethod().getName(), subject)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("applies"));
    }

    private static PtyProviderConformance subject(ExtensionContext context) {
        return context.getRequiredTestInstances()
                .findInstance(PtyProviderConformance.class)
                .orElseThrow();
    }

    private static boolean isSelected(String rule, ExtensionContext context) {
        return context.getConfigurationParameter(RULES_PARAMETER)
                .map(rules -> Arrays.asList(rules.split(",", -1)).contains(rule))
                .orElse(true);
    }

    private static Optional<String> reasonToSkip(Rule rule, String test, PtyProviderConformance subject) {
        Optional<String> issue = subject.activeSettings().knownIssueOf(rule.value(), test);
        if (issue.isPresent()) {
            return Optional.of(KNOWN_ISSUE + issue.get());
        }
        Optional<String> notAsked = subject.activeSettings().reasonNotToAsk(rule.value());
        if (notAsked.isPresent()) {
            return Optional.of(NOT_ASKED + notAsked.get());
        }
        Availability availability = subject.backend().availability();
        if (!availability.isAvailable() && !rule.value().startsWith(METADATA)) {
            return Optional.of("the provider is " + availability);
        }
        return Applicability.reasonNotToRun(rule, subject.backend().capabilities())
                .map(reason -> ABSENT + reason);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        ConformanceSettings settings = subject(context).activeSettings();
        TestThread.run(invocation::proceed, settings.isOnVirtualThreads(), settings.ruleLimit());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof ProgramNotAvailableException) {
            throw new TestAbortedException("no program for this here: " + failure.getMessage(), failure);
        }
        throw failure;
    }
}
