// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** The conformance suite's own sweep of faults, on a simulated winpty: it can tell to the last handle what is left. */
class SimulatedFaultsTest {

    @TempDir
    static Path directory;

    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    @Test
    @DisplayName(
            "LIFE-07: whichever native call of spawn, resize and close fails, its exception names it, and 0 handles stay")
    void sweep() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(OnSimulation.class))
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

    /** Not found by itself: the other rules need a system with programs. */
    static final class OnSimulation extends PtyProviderConformance {

        private final Rig rig;
        private final CountedCalls calls = new CountedCalls();

        OnSimulation() {
            try {
                rig = new Rig(Files.createTempDirectory(directory, "rig"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            rig.windows.intercept(function -> calls.isToFail(function) ? ERROR_NO_SYSTEM_RESOURCES : 0);
        }

        @Override
        protected PtyProvider provider() {
            return rig.provider;
        }

        @Override
        protected Optional<CallFaults> callFaults() {
            return Optional.of(calls.of(rig.provider));
        }

        @Override
        protected ConformancePrograms programs() {
            Class<?> type = ConformancePrograms.class;
            return (ConformancePrograms) Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "waiting" -> rig.command();
                            case "resources" ->
                                new Resources(Map.of(
                                        "open", (long) rig.open().size(), "blocks", (long) rig.windows.liveBlocks()));
                            default -> throw new ProgramNotAvailableException(method.getName());
                        };
                    });
        }
    }
}
