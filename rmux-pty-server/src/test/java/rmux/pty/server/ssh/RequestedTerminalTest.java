// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.apache.sshd.common.channel.PtyMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** What a client asks for, as sizes and modes of ours. */
class RequestedTerminalTest {

    @Test
    @DisplayName("a size of 0 is unknown; one that is too large, or not a signed number, is the largest")
    void sizes() {
        assertThat(RequestedTerminal.size(0, 0, 0, 0)).isEqualTo(TerminalSize.DEFAULT);
        assertThat(RequestedTerminal.size(132, 43, 1056, 688)).isEqualTo(new TerminalSize(132, 43, 1056, 688));
        assertThat(RequestedTerminal.size(1_000_000, -1, -1, 70_000))
                .isEqualTo(new TerminalSize(
                        TerminalSize.MAX_CELLS,
                        TerminalSize.MAX_CELLS,
                        TerminalSize.MAX_PIXELS,
                        TerminalSize.MAX_PIXELS));
    }

    @Test
    @DisplayName("every mode of RFC 4254 has its counterpart: a switch, a control character or a speed")
    void allModes() {
        for (PtyMode mode : PtyMode.MODES) {
            Map<PtyMode, Integer> one = new EnumMap<>(PtyMode.class);
            one.put(mode, 1);
            TerminalModes modes =
                    RequestedTerminal.of("xterm", TerminalSize.DEFAULT, one).modes();
            if (mode == PtyMode.TTY_OP_ISPEED) {
                assertThat(modes.inputSpeed()).isEqualTo(1);
            } else if (mode == PtyMode.TTY_OP_OSPEED) {
                assertThat(modes.outputSpeed()).isEqualTo(1);
            } else if (PtyMode.isCharSetting(mode)) {
                assertThat(modes.character(ControlCharacter.valueOf(mode.name())))
                        .hasValue(1);
            } else {
                assertThat(modes.has(TerminalMode.valueOf(mode.name()))).isTrue();
            }
        }
    }

    @Test
    @DisplayName("255 disables a control character, 0 switches a mode off, nonsense changes nothing")
    void values() {
        Map<PtyMode, Integer> asked = new EnumMap<>(PtyMode.class);
        asked.put(PtyMode.VINTR, 255);
        asked.put(PtyMode.VEOF, -7);
        asked.put(PtyMode.ECHO, 0);
        asked.put(PtyMode.TTY_OP_OSPEED, -1);
        TerminalModes modes =
                RequestedTerminal.of("xterm", TerminalSize.DEFAULT, asked).modes();
        assertThat(modes.character(ControlCharacter.VINTR)).isEmpty();
        assertThat(modes.character(ControlCharacter.VEOF)).hasValue(4);
        assertThat(modes.echo()).isFalse();
        assertThat(modes.outputSpeed()).isEqualTo(TerminalModes.DEFAULT_SPEED);
    }
}
