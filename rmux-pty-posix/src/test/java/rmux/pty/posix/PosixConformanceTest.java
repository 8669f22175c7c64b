// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.FaultInjector;

/** The contract, kept by the POSIX backend. */
@EnabledOnOs(OS.LINUX)
class PosixConformanceTest extends PtyProviderConformance {

    @Override
    protected PtyProvider provider() {
        return new PosixPtyProvider();
    }

    /** The C library in which {@link #callFaults} injects failures. */
    protected LibC libC() {
        return NativeAccess.libC();
    }

    /** {@code -Drmux.pty.conformance.full=true} for the numbers that the contract names. */
    @Override
    protected ConformanceSettings settings() {
        return Boolean.getBoolean("rmux.pty.conformance.full")
                ? ConformanceSettings.defaults()
                : ConformanceSettings.defaults().quick();
    }

    /**
     * What destroying and waking up return is of no use; the descriptors that they are called with are the backend's own. A limit
     * of open files that cannot be set is no reason not to start a program, nor is a process that debuggers cannot attach to.
     */
    @Override
    protected Optional<CallFaults> callFaults() {
        FaultInjector injector = new FaultInjector()
                .ignoring("addressOf", "allocate")
                .releasing("close", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy", "unlink");
        LibC libC = injector.wrap(
                LibC.class, libC(), Errno.EIO.asResult(), (method, real, arguments) -> method.invoke(real, arguments));
        return Optional.of(injector.faults(
                new PosixPtyProvider(libC),
                "posix_spawn_file_actions_destroy",
                "posix_spawnattr_destroy",
                "chmod",
                "mkfifo",
                "clock_gettime",
                "fcntl",
                "getsid",
                "prctl",
                "prlimit",
                "read",
                "tcgetpgrp",
                "unlink",
                "waitpid",
                "write"));
    }
}
