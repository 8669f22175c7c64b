// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes a report in JSON of each conformance class that any launcher runs, into the directory that the system property {@value
 * #DIRECTORY} names; does nothing without it. The report is written after each rule, so that a run that is killed leaves what it
 * found out.
 *
 * <p>The file has the name of the class: {@code MyBackendConformanceTest.json}. Found by the launcher as a service.
 */
@SuppressWarnings("exports") // public for the service loader; nobody else refers to it
public final class ReportListener implements TestExecutionListener {

    /** The system property that names the directory. */
    public static final String DIRECTORY = "rmux.pty.conformance.reports";

    private final Optional<Path> directory =
            Optional.ofNullable(System.getProperty(DIRECTORY)).map(Path::of);
    private final Map<String, Running> byClassId = new LinkedHashMap<>();
    private Optional<TestPlan> plan = Optional.empty();

    /** For the launcher. */
    public ReportListener() {}

    private static final class Running {
        final Path file;
        final RuleListener rules;

        Running(Path file, String name) {
            this.file = file;
            this.rules = new RuleListener(name, line -> write());
        }

        void write() {
            ReportFile.write(file, new ConformanceReport(rules.lines()));
        }
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        Optional<Class<?>> type = directory.flatMap(any -> conformanceClass(test));
        if (type.isPresent()) {
            String name = type.get().getSimpleName();
            Running running = new Running(directory.orElseThrow().resolve(name + ".json"), name);
            plan.ifPresent(tests -> running.rules.expect(tests.getDescendants(test)));
            byClassId.put(test.getUniqueId(), running);
        }
    }

    private static Optional<Class<?>> conformanceClass(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource source
                && PtyProviderConformance.class.isAssignableFrom(source.getJavaClass())) {
            return Optional.of(source.getJavaClass());
        }
        return Optional.empty();
    }

    private Optional<RuleListener> listenerOf(TestIdentifier test) {
        return byClassId.entrySet().stream()
                .filter(entry -> test.getUniqueId().startsWith(entry.getKey()))
                .map(entry -> entry.getValue().rules)
                .findFirst();
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        listenerOf(test).ifPresent(listener -> listener.executionSkipped(test, reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        listenerOf(test).ifPresent(listener -> listener.executionFinished(test, result));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        byClassId.values().forEach(running -> {
            running.rules.finalLines(Set.of());
            running.write();
        });
        byClassId.clear();
        plan = Optional.empty();
    }
}
