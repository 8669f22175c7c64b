// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;

/** Modes as programs see them. */
class ModesTest {

    private static String stty(TerminalModes modes) throws Exception {
        String seen = PtyCommand.of("stty", "-a")
                .withModes(modes)
                .run(TestLimits.SOON)
                .text();
        return seen.replaceAll("\\s+", " ");
    }

    @Test
    @DisplayName("MODE-02: a program sees the flags, control characters and speeds that were set at spawn")
    void atSpawn() throws Exception {
        assertThat(stty(TerminalModes.cooked()
                        .with(TerminalMode.TOSTOP, true)
                        .with(TerminalMode.IXANY, true)
                        .with(TerminalMode.ECHOE, false)
                        .with(TerminalMode.OCRNL, true)
                        .withCharacter(ControlCharacter.VINTR, 'A' & 0x1F)
                        .withCharacter(ControlCharacter.VSUSP, TerminalModes.DISABLED)
                        .withCharacter(ControlCharacter.VEOL2, 'x')
                        .withSpeeds(115_200, 115_200)))
                .contains("intr = ^A;", "susp = <undef>;", "eol2 = x;", "erase = ^?;")
                .contains(" tostop", " ixany", " -echoe", " ocrnl", " icanon")
                .contains("speed 115200 baud;");
    }

    @Test
    @DisplayName("MODE-02: every flag that a pseudo-terminal of Linux keeps is read back as it was set")
    void eachFlag() throws Exception {
        try (PtySession session = PtyCommand.of("sleep", "1000").spawn()) {
            for (TerminalMode mode : TerminalMode.values()) {
                TerminalModes before = session.master().modes();
                TerminalModes wanted = before.with(mode, !before.has(mode));
                session.master().setModes(wanted);
                switch (mode) {
                    case CS7, CS8, PARENB ->
                        assertThat(session.master().modes()).isEqualTo(before);
                    default -> assertThat(session.master().modes()).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    @DisplayName("MODE-03: a terminal whose modes nobody set is cooked, control characters and speeds included")
    void byDefault() throws Exception {
        try (PtySession session = PtyCommand.of("sleep", "1000").spawn()) {
            assertThat(session.master().modes()).isEqualTo(TerminalModes.cooked());
        }
    }
}
