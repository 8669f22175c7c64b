// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminalModesTest {

    private final TerminalModes cooked = TerminalModes.cooked();

    @Test
    @DisplayName("modes are values: each change is a copy, and equal changes make equal modes")
    void values() {
        TerminalModes silent = cooked.withEcho(false);
        assertThat(cooked.echo()).isTrue();
        assertThat(silent.echo()).isFalse();
        assertThat(silent).isNotEqualTo(cooked).isEqualTo(cooked.with(TerminalMode.ECHO, false));
        assertThat(silent.withEcho(true)).isEqualTo(cooked).hasSameHashCodeAs(cooked);
        assertThatThrownBy(() -> cooked.flags().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cooked.characters().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("raw modes pass every byte unchanged, and have the control characters of cooked ones")
    void raw() {
        TerminalModes raw = TerminalModes.raw();
        assertThat(raw.flags())
                .doesNotContain(TerminalMode.ICANON, TerminalMode.ISIG, TerminalMode.ICRNL, TerminalMode.OPOST)
                .contains(TerminalMode.IUTF8, TerminalMode.CS8);
        assertThat(raw.characters()).isEqualTo(cooked.characters());
        assertThat(cooked.withFlags(raw.flags())).isEqualTo(raw);
    }

    @Test
    @DisplayName("output processing is two flags, which are switched together")
    void outputProcessing() {
        assertThat(cooked.with(TerminalMode.ONLCR, false).outputProcessing()).isFalse();
        assertThat(cooked.withOutputProcessing(false).flags()).doesNotContain(TerminalMode.OPOST, TerminalMode.ONLCR);
        assertThat(TerminalModes.raw().withOutputProcessing(true).flags())
                .contains(TerminalMode.OPOST, TerminalMode.ONLCR);
    }

    @Test
    @DisplayName("a control character is a byte, or disabled; anything else is refused")
    void characters() {
        assertThat(cooked.character(ControlCharacter.VINTR)).hasValue(3);
        assertThat(cooked.withCharacter(ControlCharacter.VINTR, 255).character(ControlCharacter.VINTR))
                .hasValue(255);
        assertThat(cooked.withCharacter(ControlCharacter.VINTR, TerminalModes.DISABLED)
                        .character(ControlCharacter.VINTR))
                .isEmpty();
        assertThat(cooked.character(ControlCharacter.VSTATUS)).isEmpty();
        for (int value : new int[] {-2, 256}) {
            assertThatThrownBy(() -> cooked.withCharacter(ControlCharacter.VEOF, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("VEOF must be a byte of 0 to 255, or -1, but was " + value);
        }
    }

    @Test
    @DisplayName("speeds are kept apart for input and output, and must not be negative")
    void speeds() {
        TerminalModes fast = cooked.withSpeeds(9600, 115_200);
        assertThat(fast.inputSpeed()).isEqualTo(9600);
        assertThat(fast.outputSpeed()).isEqualTo(115_200);
        assertThat(fast.withFlags(Set.of()).outputSpeed()).isEqualTo(115_200);
        assertThatThrownBy(() -> cooked.withSpeeds(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
