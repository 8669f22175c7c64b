// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Names and reasons of others, as they are printed. */
class PrintableTest {

    @Test
    @DisplayName("C0, DEL, C1, direction overrides, line separators and halves of characters are shown, not sent")
    void controls() {
        assertThat(Printable.line("a\033[31m\007\u007f\u009b2J\u202e\u2066\u2028\ud834z"))
                .isEqualTo("a\\e[31m\\x07\\x7f\\x9b2J\\u202e\\u2066\\u2028\\ud834z");
        assertThat(Printable.line("x\r\nforged\tline")).isEqualTo("x\\r\\nforged\\tline");
    }

    @Test
    @DisplayName("text of any language stays, and so do line breaks of our own")
    void text() {
        assertThat(Printable.line("häß€𝄞 עברית C:\\x")).isEqualTo("häß€𝄞 עברית C:\\x");
        assertThat(Printable.lines("one\ntwo\033")).isEqualTo("one" + System.lineSeparator() + "two\\e");
    }
}
