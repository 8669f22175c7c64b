// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;

/** A session from end to end. */
@OnWindows
class WinPtySessionWineTest {

    @Test
    @DisplayName("IO-03, EXIT-01: the output of a short-lived program arrives, then the end, then its exit code")
    void hello() throws Exception {
        try (PtySession session = new WinPtyProvider().spawn(Programs.probe("print", "hello"))) {
            String output = new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output).contains("hello");
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
    }
}
