// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import rmux.pty.api.PtyCapability;

/**
 * Leaves out, when tests are discovered, the cases for capabilities that the tested provider has or lacks. What is reported as
 * skipped is therefore something that should have run.
 *
 * <p>Found by the JUnit Platform's launcher as a service. A conformance class that cannot be instantiated keeps all its tests,
 * and says why when they run.
 */
@SuppressWarnings("exports") // public for the service loader; nobody else refers to it
public final class CapabilityFilter implements PostDiscoveryFilter {

    private final Map<Class<?>, Optional<Set<PtyCapability>>> capabilities = new HashMap<>();

    /** For the launcher. */
    public CapabilityFilter() {}

    @Override
    public synchronized FilterResult apply(TestDescriptor test) {
        Optional<Rule> rule = ruleOf(test);
        Optional<Class<?>> conformance = rule.flatMap(any -> conformanceClass(test));
        if (rule.isEmpty() || conformance.isEmpty()) {
            return FilterResult.included("not a rule");
        }
        return capabilities
                .computeIfAbsent(conformance.get(), CapabilityFilter::capabilitiesOf)
                .flatMap(present -> Applicability.reasonNotToRun(rule.get(), present))
                .map(FilterResult::excluded)
                .orElseGet(() -> FilterResult.included("applies"));
    }

    private static Optional<Rule> ruleOf(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .flatMap(source -> AnnotationSupport.findAnnotation(source.getJavaMethod(), Rule.class));
    }

    private static Optional<Class<?>> conformanceClass(TestDescriptor test) {
        for (Optional<TestDescriptor> at = test.getParent();
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getSource().orElse(null) instanceof ClassSource source
                    && PtyProviderConformance.class.isAssignableFrom(source.getJavaClass())) {
                return Optional.of(source.getJavaClass());
            }
        }
        return Optional.empty();
    }

    private static Optional<Set<PtyCapability>> capabilitiesOf(Class<?> conformance) {
        try {
            PtyProviderConformance subject = (PtyProviderConformance) ReflectionSupport.newInstance(conformance);
            return Optional.of(subject.backend().capabilities());
        } catch (RuntimeException | LinkageError notHere) {
            return Optional.empty();
        }
    }
}
