// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * Keeps a report in JSON of each conformance class that any launcher runs, in the directory that the system property {@value
 * #DIRECTORY} names; does nothing without it.
 *
 * <p>The file has the name of the class: {@code MyBackendConformanceTest.json}. Found by the launcher as a service.
 */
@SuppressWarnings("exports") // public for the service loader; nobody else refers to it
public final class ReportListener implements TestExecutionListener {

    /** The system property that names the directory. */
    public static final String DIRECTORY = "rmux.pty.conformance.reports";

    private final Optional<Path> directory =
            Optional.ofNullable(System.getProperty(DIRECTORY)).map(Path::of);
    private final Map<String, RuleListener> byClassId = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    /** For the launcher. */
    public ReportListener() {}

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (directory.isPresent()) {
            conformanceClass(test).ifPresent(type -> {
                byClassId.put(test.getUniqueId(), new RuleListener(type.getSimpleName()));
                names.put(test.getUniqueId(), type.getSimpleName());
            });
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
                .map(Map.Entry::getValue)
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
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        byClassId.forEach((id, listener) -> write(
                directory.orElseThrow().resolve(names.get(id) + ".json"),
                new ConformanceReport(listener.lines(Set.of())).toJson()));
        byClassId.clear();
    }

    private static void write(Path file, String report) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance report could not be written to " + file, e);
        }
    }
}
