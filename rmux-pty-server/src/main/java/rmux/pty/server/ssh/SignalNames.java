// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;

/** The names that signals have in SSH: those of POSIX without {@code SIG}. RFC 4254, section 6.10. */
final class SignalNames {

    private static final String PREFIX = "SIG";

    /** What a client understands in an exit signal. Others carry a domain, as the RFC asks. */
    private static final Set<String> STANDARD =
            Set.of("ABRT", "ALRM", "FPE", "HUP", "ILL", "INT", "KILL", "PIPE", "QUIT", "SEGV", "TERM", "USR1", "USR2");

    private static final String DOMAIN = "@rmux-pty";

    private SignalNames() {}

    /** The signal that a client asks to send; empty if there is no such signal here. */
    static Optional<PtySignal> requested(String name) {
        return Arrays.stream(PtySignal.values())
                .filter(signal -> signal.posixName().equals(PREFIX + name))
                .findFirst();
    }

    /** The name for a client of the signal that ended a program. */
    static String ofExit(ExitStatus.Signaled status) {
        String name = status.name().startsWith(PREFIX) ? status.name().substring(PREFIX.length()) : status.name();
        return STANDARD.contains(name) ? name : name + DOMAIN;
    }
}
