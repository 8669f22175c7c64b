// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.CallInjector;

/** The contract, kept by the POSIX backend. */
@EnabledOnOs(OS.LINUX)
class PosixConformanceTest extends PtyProviderConformance {

    private static final Set<String> MEMORY = Set.of("addressOf");
    private static final Set<String> OPENING = Set.of("posix_openpt", "open", "eventfd", "epoll_create1", "pidfd_open");
    private static final Set<String> RELEASING =
            Set.of("close", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy");

    @Override
    protected PtyProvider provider() {
        return new PosixPtyProvider();
    }

    /** {@code -Drmux.pty.conformance.full=true} for the numbers that the contract names. */
    @Override
    protected ConformanceSettings settings() {
        return Boolean.getBoolean("rmux.pty.conformance.full")
                ? ConformanceSettings.defaults()
                : ConformanceSettings.defaults().quick();
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        CallInjector<LibC> injector = new CallInjector<>(
                LibC.class,
                NativeAccess.libC(),
                (method, libC, arguments) -> method.invoke(libC, arguments),
                MEMORY,
                OPENING,
                RELEASING);
        return Optional.of(injector.faults(new PosixPtyProvider(injector.binding()), TOLERATED));
    }

    /** What destroying and waking up return is of no use to anybody; the descriptors they were given are our own. */
    private static final Set<String> TOLERATED =
            Set.of("posix_spawn_file_actions_destroy", "posix_spawnattr_destroy", "read", "write");
}
