// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.ProgramNotAvailableException;
import rmux.pty.testkit.programs.Resources;

/**
 * The conformance suite's own sweep of faults, rule LIFE-07, on a simulated Windows, which can tell to the last handle what is
 * left. The other rules need a system with programs: run by {@link #sweep} alone, and not by itself.
 */
public abstract class SimulatedFaults extends PtyProviderConformance {

    private final SimulatedBackend backend;
    private final String[] tolerated;

    /** The sweep over the calls of a backend; {@code tolerated} are those whose failure has no consequence. */
    protected SimulatedFaults(SimulatedBackend backend, String... tolerated) {
        this.backend = backend;
        this.tolerated = tolerated.clone();
    }

    /** Runs the sweep. */
    public static void sweep(Class<? extends SimulatedFaults> suite) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(suite))
                .configurationParameter("rmux.pty.conformance.rules", "LIFE-07")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create().execute(request, listener);

        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Override
    protected PtyProvider provider() {
        return backend.provider();
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        return Optional.of(backend.windows.faults().faults(provider(), tolerated));
    }

    @Override
    protected ConformancePrograms programs() {
        Class<?> type = ConformancePrograms.class;
        return (ConformancePrograms) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "waiting" -> backend.command();
                        case "resources" ->
                            new Resources(Map.of("open", (long) backend.open().size(), "blocks", (long)
                                    backend.windows.liveBlocks()));
                        default -> throw new ProgramNotAvailableException(method.getName());
                    };
                });
    }
}
