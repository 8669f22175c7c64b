// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.bsd.BsdLibC;
import rmux.pty.testkit.fault.CallFaults;

/** The contract, kept where the exit of a leader waits for nobody. */
@Tag("by-hand")
class MacOs14ConformanceTest extends MacOsConformanceTest {

    private static final PtyProvider PROVIDER = new PosixPtyProvider(BsdLibC.macOs14());

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        return BsdFaults.in(BsdLibC.macOs14());
    }
}
