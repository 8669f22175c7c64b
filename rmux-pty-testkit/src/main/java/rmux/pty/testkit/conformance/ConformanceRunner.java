// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyProviders;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;

/**
 * Runs the suite on installed providers, by the JUnit Platform's launcher, which has to be there with the Jupiter engine.
 *
 * <p>What cannot be tested becomes a line of the report: a rule or provider that does not exist, a provider that cannot be
 * loaded or used. One run at a time in a JVM, for the tested provider is named by a system property.
 */
public final class ConformanceRunner {

    private static final String NO_RULE = "-";

    private final List<String> providers = new ArrayList<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private boolean quick;
    private boolean virtual;
    private Optional<Integer> soak = Optional.empty();

    /** A run of all rules on all providers that can be used here. */
    public ConformanceRunner() {}

    /**
     * Adds a provider to those that are tested; without any, all that can be used here are.
     *
     * @param name its name
     * @return this
     */
    public ConformanceRunner provider(String name) {
        providers.add(name);
        return this;
    }

    /**
     * Adds a rule to those that are tested; without any, all are.
     *
     * @param id its identifier
     * @return this
     */
    public ConformanceRunner rule(String id) {
        rules.add(id);
        return this;
    }

    /**
     * Does a tenth or less of everything.
     *
     * @return this
     */
    public ConformanceRunner quick() {
        quick = true;
        return this;
    }

    /**
     * Runs the tests on virtual threads; they came with JDK 21.
     *
     * @return this
     * @throws IllegalStateException if this JVM has none
     */
    public ConformanceRunner onVirtualThreads() {
        VirtualThreads.check();
        virtual = true;
        return this;
    }

    /**
     * Starts so many short programs over eight threads (rule IO-03), and tests nothing else unless rules are named.
     *
     * @param shortPrograms how many
     * @return this
     */
    public ConformanceRunner soak(int shortPrograms) {
        soak = Optional.of(shortPrograms);
        return this;
    }

    /**
     * Runs the tests; takes minutes.
     *
     * @return what was found out
     */
    public ConformanceReport run() {
        List<Line> lines = new ArrayList<>();
        Set<String> selected = new LinkedHashSet<>();
        for (String rule : soak.isPresent() && rules.isEmpty() ? Set.of("IO-03") : rules) {
            if (RuleCatalog.rules().containsKey(rule)) {
                selected.add(rule);
            } else {
                lines.add(new Line(
                        NO_RULE,
                        rule,
                        Outcome.FAIL,
                        "there is no such rule; the rules are "
                                + String.join(" ", RuleCatalog.rules().keySet())));
            }
        }
        boolean nothingLeft = selected.isEmpty() && !rules.isEmpty();
        for (Candidate candidate : candidates(lines)) {
            if (candidate.verdict() == Verdict.AVAILABLE && !nothingLeft) {
                lines.addAll(test(candidate.name(), selected));
            } else if (candidate.verdict() != Verdict.AVAILABLE) {
                lines.add(unusable(candidate));
            }
        }
        return new ConformanceReport(lines);
    }

    /** A provider that does not fit this system is no failure unless it was asked for; one that cannot be loaded is. */
    private Line unusable(Candidate candidate) {
        boolean failure = candidate.verdict() == Verdict.BROKEN || !providers.isEmpty();
        String message = candidate.reason() + (candidate.remedy().isEmpty() ? "" : "; " + candidate.remedy());
        return new Line(candidate.name(), NO_RULE, failure ? Outcome.FAIL : Outcome.SKIPPED, message);
    }

    private List<Candidate> candidates(List<Line> lines) {
        List<Candidate> installed = PtyProviders.installed().report().candidates();
        if (providers.isEmpty()) {
            if (installed.isEmpty()) {
                lines.add(new Line(NO_RULE, NO_RULE, Outcome.FAIL, "no provider is installed"));
            }
            return installed;
        }
        List<Candidate> chosen = new ArrayList<>();
        for (String name : providers) {
            List<Candidate> fitting = installed.stream()
                    .filter(candidate -> candidate.name().equals(name)
                            || candidate.className().equals(name))
                    .toList();
            chosen.addAll(fitting);
            if (fitting.isEmpty()) {
                lines.add(new Line(
                        name,
                        NO_RULE,
                        Outcome.FAIL,
                        "there is no such provider; installed are "
                                + installed.stream().map(Candidate::name).toList()));
            }
        }
        return chosen;
    }

    private List<Line> test(String provider, Set<String> selected) {
        System.setProperty(InstalledProviderConformance.PROVIDER, provider);
        System.setProperty(InstalledProviderConformance.QUICK, Boolean.toString(quick));
        System.setProperty(InstalledProviderConformance.VIRTUAL_THREADS, Boolean.toString(virtual));
        soak.ifPresent(
                count -> System.setProperty(InstalledProviderConformance.SHORT_PROGRAMS, Integer.toString(count)));
        try {
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(InstalledProviderConformance.class));
            if (!selected.isEmpty()) {
                request.configurationParameter(RuleExtension.RULES_PARAMETER, String.join(",", selected));
            }
            LauncherDiscoveryRequest built = request.build();
            RuleListener listener = new RuleListener(provider);
            LauncherFactory.create().execute(built, listener);
            return listener.lines(selected);
        } finally {
            System.clearProperty(InstalledProviderConformance.PROVIDER);
            System.clearProperty(InstalledProviderConformance.QUICK);
            System.clearProperty(InstalledProviderConformance.VIRTUAL_THREADS);
            System.clearProperty(InstalledProviderConformance.SHORT_PROGRAMS);
        }
    }
}
