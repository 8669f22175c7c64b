// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Map;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.Bindings;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.testkit.conformance.ConformanceSettings;

/** The contract, kept without JNA: by the Foreign Function &amp; Memory API. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "the Foreign Function & Memory API came with JDK 22")
class PosixForeignConformanceTest extends PosixConformanceTest {

    /** One for all tests, as its poller stays: what they count is what a session leaves behind. */
    private static final PtyProvider PROVIDER = new PosixPtyProvider(Bindings.foreign());

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }

    @Override
    protected LibC libC() {
        return Bindings.foreign();
    }

    /** Always quick: the whole numbers do not depend on the binding. */
    @Override
    protected ConformanceSettings settings() {
        return super.settings().quick();
    }

    @Override
    protected Map<String, String> helperProperties() {
        return Map.of(NativeAccess.BINDING, "ffm");
    }
}
