// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept by a backend over a socket. */
@EnabledOnOs(OS.LINUX)
class SocketConformanceTest extends PtyProviderConformance {

    @Override
    protected PtyProvider provider() {
        RunningServer.ensureStarted();
        return new SocketPtyProvider();
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .knownIssue(
                        "LIFE-08",
                        "fullHeapLosesNoExitAndSpoilsNoLaterSession",
                        "the example's own thread needs memory to read an exit, and does not try again");
    }
}
