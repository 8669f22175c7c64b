// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.TestPlatforms;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The contract, kept by programs that are started as on macOS: by its shell. */
@EnabledOnOs(OS.LINUX)
@Tag("full")
@Tag("one-jdk")
class PosixTrampolineConformanceTest extends PtyProviderConformance {

    private static final PtyProvider PROVIDER = new PosixPtyProvider(new AlteredLibC()
            .on(TestPlatforms.withLateSession(NativeAccess.libC().platform()))
            .build());

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults()
                .quick()
                .notAService()
                .knownIssue("SPAWN-17", "the shell is not told to lower the limit of open files");
    }
}
