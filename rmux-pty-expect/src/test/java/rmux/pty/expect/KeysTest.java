// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.screen.Screen;

/** What keys send, as the terminfo entry of xterm has it. */
class KeysTest {

    private final Screen screen = Screen.of(TerminalSize.DEFAULT);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "up, ^[[A, ^[OA",
        "End, ^[[F, ^[OF",
        "ctrl+left, ^[[1;5D, ^[[1;5D",
        "shift+ctrl+Right, ^[[1;6C, ^[[1;6C",
        "f1, ^[OP, ^[OP",
        "alt+F4, ^[[1;3S, ^[[1;3S",
        "F5, ^[[15~, ^[[15~",
        "page-down, ^[[6~, ^[[6~",
        "shift+delete, ^[[3;2~, ^[[3;2~",
        "ctrl+c, ^C, ^C",
        "ctrl+[, ^[, ^[",
        "alt+x, ^[x, ^[x",
        "shift+tab, ^[[Z, ^[[Z",
        "é, é, é"
    })
    @DisplayName("A key is found by its name, and honors application mode")
    void sends(String name, String normal, String application) {
        assertThat(Keys.parse(name).encode(screen.inputModes())).isEqualTo(control(normal));
        screen.write("\u001b[?1h");
        assertThat(Keys.parse(name).encode(screen.inputModes())).isEqualTo(control(application));
    }

    private static String control(String text) {
        return text.replace("^[", "\u001b").replace("^C", "\u0003");
    }

    @Test
    @DisplayName("An unknown key is refused by one clear sentence")
    void unknown() {
        assertThatThrownBy(() -> Keys.parse("hyper+x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no key \"hyper+x\"; there are up, down,");
        assertThatThrownBy(() -> Keys.ctrl('ü')).hasMessageStartingWith("Ctrl has no meaning with 'ü'");
    }
}
