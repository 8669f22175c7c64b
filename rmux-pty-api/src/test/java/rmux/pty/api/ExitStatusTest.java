// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

    @Test
    @DisplayName("EXIT-02: exit 137 and death by SIGKILL differ, though a shell shows one number for both")
    void exitAndSignal() {
        ExitStatus exited = new ExitStatus.Exited(137);
        ExitStatus killed = new ExitStatus.Signaled(9, "SIGKILL", false);
        assertThat(exited).isNotEqualTo(killed);
        assertThat(exited.shellCode()).isEqualTo(137).isEqualTo(killed.shellCode());
        assertThat(killed).hasToString("ended by SIGKILL (9)");
    }

    @Test
    @DisplayName("only exit code 0 is a success")
    void success() {
        assertThat(new ExitStatus.Exited(0).isSuccess()).isTrue();
        assertThat(new ExitStatus.Exited(259).isSuccess()).isFalse();
        assertThat(new ExitStatus.Signaled(15, "SIGTERM", true).isSuccess()).isFalse();
    }
}
