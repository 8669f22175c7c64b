// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Optional;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.FaultInjector;

/** Makes calls fail that the backend for macOS or FreeBSD makes. */
final class BsdFaults {

    /** Whose failure has no consequence: they release, wake up, look, or have another way that is as good. */
    private static final String[] TOLERATED = {
        "posix_spawn_file_actions_destroy",
        "posix_spawnattr_destroy",
        "clock_gettime",
        "fcntl",
        "getsid",
        "kevent",
        "kill",
        "open",
        "pipe2",
        "read",
        "sysctl",
        "tcgetpgrp",
        "waitpid",
        "write"
    };

    private BsdFaults() {}

    /** Which of the calls of kevent must be noticed, and what is said for access, is tested by {@link XnuFaultsTest}. */
    static Optional<CallFaults> in(LibC library) {
        FaultInjector injector = new FaultInjector()
                .ignoring("access", "addressOf", "allocate")
                .releasing("close", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy");
        LibC faulty = injector.wrap(
                LibC.class, library, Errno.EIO.asResult(), (method, real, arguments) -> method.invoke(real, arguments));
        return Optional.of(injector.faults(new PosixPtyProvider(faulty), TOLERATED));
    }
}
