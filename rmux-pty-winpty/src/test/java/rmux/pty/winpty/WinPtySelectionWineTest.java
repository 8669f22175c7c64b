// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.winpty.options.WinPtyOptions;

/** The selection where conpty can be used too: {@code scripts/windows-suite} has both on the class path. */
@OnWindows
class WinPtySelectionWineTest {

    @AfterEach
    void forgetForcedProvider() {
        System.clearProperty(PtyProviders.PROVIDER_PROPERTY);
    }

    private static String providerOf(PtyCommand command) throws Exception {
        try (PtySession session = command.spawn()) {
            return session.provider() + ": " + new Screen(session).rest().strip();
        }
    }

    @Test
    @DisplayName("conpty comes first; an option of winpty's, or the system property, makes the command run on winpty")
    void both() throws Exception {
        assertThat(PtyProviders.installed().select().name()).isEqualTo("conpty");

        PtyCommand command = Programs.probe("print", "here");
        assertThat(providerOf(command.withOption(WinPtyOptions.PLAIN_OUTPUT, true)))
                .isEqualTo("winpty: here");
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "winpty");
        assertThat(providerOf(command)).isEqualTo("winpty: here");
    }
}
