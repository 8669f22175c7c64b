// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.bsd.BsdLibC;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.fault.CallFaults;

/** The contract, kept by the backend for FreeBSD, whose programs start by way of perl. */
@Tag("by-hand")
class FreeBsdConformanceTest extends MacOsConformanceTest {

    private static final PtyProvider PROVIDER = new PosixPtyProvider(BsdLibC.freeBsd());

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        return BsdFaults.in(BsdLibC.freeBsd());
    }

    @Override
    protected ConformanceSettings settings() {
        return super.settings()
                .knownIssue(
                        "SPAWN-17", "what the JVM started with is not known there, and as a rule is the hard limit");
    }
}
