// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import rmux.pty.api.ExitStatus;
import rmux.pty.posix.platform.Signals;

/** The status of {@code waitpid(2)} as the API describes it; the bits are those of {@code sys/wait.h}. */
final class ExitDecoder {

    private static final int SIGNAL_MASK = 0x7f;
    private static final int CORE_BIT = 0x80;

    private ExitDecoder() {}

    static ExitStatus decode(Signals signals, int status) {
        int signal = status & SIGNAL_MASK;
        return signal == 0
                ? new ExitStatus.Exited((status >> 8) & 0xff)
                : new ExitStatus.Signaled(signal, signals.name(signal), (status & CORE_BIT) != 0);
    }
}
