// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ExitStatus;
import rmux.pty.posix.platform.Platforms;
import rmux.pty.posix.platform.Signals;

class ExitDecoderTest {

    private static final Signals SIGNALS =
            Platforms.of("Linux", "amd64").orElseThrow().signals();

    @Test
    @DisplayName("EXIT-01: the code is the second byte of the status")
    void exited() {
        assertThat(ExitDecoder.decode(SIGNALS, 0)).isEqualTo(new ExitStatus.Exited(0));
        assertThat(ExitDecoder.decode(SIGNALS, 0xFF00)).isEqualTo(new ExitStatus.Exited(255));
    }

    @Test
    @DisplayName("EXIT-02: a signal is in the low seven bits, a core dump in the eighth")
    void signaled() {
        assertThat(ExitDecoder.decode(SIGNALS, 9)).isEqualTo(new ExitStatus.Signaled(9, "SIGKILL", false));
        assertThat(ExitDecoder.decode(SIGNALS, 0x8B)).isEqualTo(new ExitStatus.Signaled(11, "SIGSEGV", true));
    }
}
