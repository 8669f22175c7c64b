// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** Closing what nobody read. */
@OnWindows
class ConPtyUnreadWineTest {

    private static final int SESSIONS = 100;

    @Test
    @DisplayName("EXIT-06: 100 sessions whose output is never read are closed right after the exit")
    void unread() throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            try (PtySession session = new ConPtyProvider().spawn(Programs.probe("exit", "7"))) {
                assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(7));
            }
        }
    }
}
