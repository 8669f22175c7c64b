// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyProviders;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;
import rmux.pty.testkit.driver.DriverPtyProvider;

/**
 * Runs the suite on installed providers, by the JUnit Platform's launcher, which has to be there with the Jupiter engine.
 *
 * <p>What cannot be tested becomes a line of the report: a rule or provider that does not exist, a provider that cannot be
 * loaded or used. One run at a time in a JVM, for the tested provider is named by a system property.
 */
public final class ConformanceRunner {

    private static final String NO_RULE = "-";
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final List<String> providers = new ArrayList<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final List<Path> reports = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private Consumer<Line> onLine = line -> {};
    private final List<String> drivers = new ArrayList<>();
    private boolean quick;
    private boolean virtual;
    private Optional<Integer> soak = Optional.empty();
    private Optional<Duration> limit = Optional.empty();

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
     * Adds a library of any language to those that are tested, by a driver for it; without providers, nothing else is tested. The
     * protocol is in {@code docs/driver-protocol.md}.
     *
     * @param command the driver and its arguments, separated by blanks
     * @return this
     */
    public ConformanceRunner driver(String command) {
        drivers.add(command);
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
     * Sets how long anything may take, and a test ten times as long if that is more than it may take anyway; for machines that are
     * slow, such as emulated ones.
     *
     * @param longest whole seconds of it are used
     * @return this
     */
    public ConformanceRunner limit(Duration longest) {
        limit = Optional.of(longest);
        return this;
    }

    /**
     * Sets what gets each line of the report as soon as it is known: the tests of a rule have ended, or a provider cannot be
     * tested.
     *
     * @param action called by the threads that run the tests, one at a time
     * @return this
     */
    public ConformanceRunner onLine(Consumer<Line> action) {
        onLine = action;
        return this;
    }

    /**
     * Writes the report to a file, after each line, so that a run that is killed leaves what it found out: JSON if the name ends
     * in {@code .json}, Markdown otherwise.
     *
     * @param file the file; replaced if it exists
     * @return this
     */
    public ConformanceRunner report(Path file) {
        reports.add(file);
        return this;
    }

    /**
     * Runs the tests. Takes minutes.
     *
     * @return the report
     * @throws java.io.UncheckedIOException if a report cannot be written
     */
    public ConformanceReport run() {
        lines.clear();
        reports.forEach(file -> ReportFile.write(file, new ConformanceReport(lines)));
        Set<String> selected = new LinkedHashSet<>();
        for (String rule : soak.isPresent() && rules.isEmpty() ? Set.of("IO-03") : rules) {
            if (RuleCatalog.rules().containsKey(rule)) {
                selected.add(rule);
            } else {
                add(new Line(
                        NO_RULE,
                        rule,
                        Outcome.FAIL,
                        "there is no such rule; the rules are "
                                + String.join(" ", RuleCatalog.rules().keySet())));
            }
        }
        boolean nothingLeft = selected.isEmpty() && !rules.isEmpty();
        if (!nothingLeft) {
            drivers.forEach(driver -> testDriver(driver, selected));
        }
        if (!drivers.isEmpty() && providers.isEmpty()) {
            return new ConformanceReport(lines);
        }
        for (Candidate candidate : candidates()) {
            if (candidate.verdict() == Verdict.AVAILABLE && !nothingLeft) {
                test(candidate.name(), selected, Map.of());
            } else if (candidate.verdict() != Verdict.AVAILABLE) {
                add(unusable(candidate));
            }
        }
        return new ConformanceReport(lines);
    }

    private void testDriver(String command, Set<String> selected) {
        DriverPtyProvider driver = new DriverPtyProvider(command);
        List<String> unknown = driver.limits().keySet().stream()
                .filter(limit -> !RuleCatalog.rules().containsKey(limit.split(" ", 2)[0]))
                .toList();
        if (!unknown.isEmpty()) {
            add(new Line(command, NO_RULE, Outcome.FAIL, "the driver has limits for what is not a rule: " + unknown));
        } else if (driver.availability().isAvailable()) {
            InstalledProviderConformance.forgetDrivers();
            test(driver.library(), selected, Map.of(InstalledProviderConformance.DRIVER, command));
        } else {
            add(new Line(command, NO_RULE, Outcome.FAIL, driver.availability().reason()));
        }
    }

    private void add(Line line) {
        lines.add(line);
        announce(line, lines);
    }

    private void announce(Line line, List<Line> soFar) {
        onLine.accept(line);
        reports.forEach(file -> ReportFile.write(file, new ConformanceReport(soFar)));
    }

    /** A provider that does not fit this system is no failure unless it was asked for; one that cannot be loaded is. */
    private Line unusable(Candidate candidate) {
        boolean failure = candidate.verdict() == Verdict.BROKEN || !providers.isEmpty();
        String message = candidate.reason() + (candidate.remedy().isEmpty() ? "" : "; " + candidate.remedy());
        return new Line(candidate.name(), NO_RULE, failure ? Outcome.FAIL : Outcome.SKIPPED, message);
    }

    private List<Candidate> candidates() {
        List<Candidate> installed = answers();
        if (providers.isEmpty()) {
            if (installed.isEmpty()) {
                add(new Line(NO_RULE, NO_RULE, Outcome.FAIL, "no provider is installed"));
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
                add(new Line(
                        name,
                        NO_RULE,
                        Outcome.FAIL,
                        "there is no such provider; installed are "
                                + installed.stream().map(Candidate::name).toList()));
            }
        }
        return chosen;
    }

    /** Where there is a limit of its own, a provider may take as long to answer: an emulated one needs more than usual. */
    private List<Candidate> answers() {
        long start = System.nanoTime();
        long longest = limit.orElse(Duration.ZERO).toNanos();
        List<Candidate> found = PtyProviders.installed().report().candidates();
        while (found.stream().anyMatch(ConformanceRunner::isSilent) && System.nanoTime() - start < longest) {
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
            found = PtyProviders.installed().report().candidates();
        }
        return found;
    }

    /** Neither its priority nor a failure of it is known. */
    private static boolean isSilent(Candidate candidate) {
        return candidate.verdict() == Verdict.BROKEN
                && candidate.priority().isEmpty()
                && candidate.cause().isEmpty();
    }

    private void test(String provider, Set<String> selected, Map<String, String> more) {
        List<Line> before = List.copyOf(lines);
        Map<String, String> properties = new HashMap<>(Map.of(
                InstalledProviderConformance.PROVIDER, provider,
                InstalledProviderConformance.QUICK, Boolean.toString(quick),
                InstalledProviderConformance.VIRTUAL_THREADS, Boolean.toString(virtual)));
        properties.putAll(more);
        limit.ifPresent(longest ->
                properties.put(InstalledProviderConformance.LIMIT_SECONDS, Long.toString(longest.toSeconds())));
        soak.ifPresent(count -> properties.put(InstalledProviderConformance.SHORT_PROGRAMS, Integer.toString(count)));
        properties.forEach(System::setProperty);
        try {
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(InstalledProviderConformance.class))
                    .filters(new CapabilityFilter());
            if (!selected.isEmpty()) {
                request.configurationParameter(RuleExtension.RULES_PARAMETER, String.join(",", selected));
            }
            Launcher launcher = LauncherFactory.create();
            TestPlan plan = launcher.discover(request.build());
            RuleListener[] self = new RuleListener[1];
            RuleListener listener = new RuleListener(provider, line -> announce(line, plus(before, self[0].lines())));
            self[0] = listener;
            plan.getRoots().forEach(root -> listener.expect(plan.getDescendants(root)));
            launcher.execute(plan, listener);
            lines.addAll(listener.finalLines(selected));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    private static List<Line> plus(List<Line> some, List<Line> others) {
        List<Line> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
