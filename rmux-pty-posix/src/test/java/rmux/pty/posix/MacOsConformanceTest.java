// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.bsd.BsdLibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept by the backend for macOS, with real programs, over what its kernel does from about version 15 on. */
@EnabledOnOs(OS.LINUX)
@EnabledIf(value = "isRoot", disabledReason = "only root can take a terminal from everybody")
@Tag("full")
@Tag("one-jdk")
class MacOsConformanceTest extends PtyProviderConformance {

    private static final PtyProvider PROVIDER = new PosixPtyProvider(BsdLibC.macOs());

    static boolean isRoot() {
        return NativeAccess.libC().geteuid() == 0;
    }

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }

    /** LIFE-07 is {@link XnuFaultsTest}. */
    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .notAService()
                .knownIssue(
                        "LIFE-08",
                        "fullHeapLosesNoExitAndSpoilsNoLaterSession",
                        "what stands for the kernel here lives in the heap that is full, and then fails as no kernel does")
                .knownIssue(
                        "IO-04",
                        "outputOfDescendantsIsReadWhenItIsToBeKeptOpen",
                        "the exit of the leader takes the terminal from its descendants")
                .knownIssue(
                        "SIG-05",
                        "strangerWithTheSameNumberIsNotTouched",
                        "Linux tells the start of a process in hundredths of a second, and the systems meant here in microseconds");
    }
}
