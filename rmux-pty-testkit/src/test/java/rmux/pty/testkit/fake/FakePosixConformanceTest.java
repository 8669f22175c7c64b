// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;

/** The contract, kept by the fake in its preset posixLike. */
class FakePosixConformanceTest extends PtyProviderConformance {

    private final FakePtyProvider fake = FakePtyProvider.posixLike();

    @Override
    protected PtyProvider provider() {
        return fake;
    }

    @Override
    protected ConformancePrograms programs() {
        return new FakePrograms(fake);
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults().quick().notAService();
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        return Optional.of(fake.callFaults());
    }

    @AfterEach
    void everySessionWasClosed() {
        OpenSessions.awaitNone(fake);
    }
}
