// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.spi.Availability;

class PrintableTest {

    private static final String HOSTILE = "a\u001b[2J\u009b1A\r\nforged\u2028line\u0085\u202ex\ud800";

    @Test
    @DisplayName("META-05: controls, line separators, bidirectional overrides and lone surrogates become visible")
    void escapes() {
        assertThat(Printable.text(HOSTILE))
                .isEqualTo("a\\u001b[2J\\u009b1A\\r\\nforged\\u2028line\\u0085\\u202ex\\ud800");
        assertThat(Printable.text("\u007f\u2066\ufeff\0")).isEqualTo("\\u007f\\u2066\\ufeff\\u0000");
        assertThat(Printable.text(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
        assertThat(Printable.text(null)).isEqualTo("null");
    }

    @Test
    @DisplayName("META-05: text of any language is left as it is")
    void leavesText() {
        String text = "h\u00e4\u00df\u20ac " + Character.toString(0x1d11e) + " \u05e2\u05d1\u05e8\u05d9\u05ea C:\\x";
        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    @DisplayName("META-05: text is cut at the limit, never inside a character")
    void cuts() {
        assertThat(Printable.text("abcdef", 3)).isEqualTo("abc... (6 characters)");
        assertThat(Printable.text("ab" + Character.toString(0x1d11e) + "c", 3)).isEqualTo("ab... (5 characters)");
        assertThat(Printable.text("\u001b".repeat(1_000_000))).hasSizeLessThan(6 * Printable.MOST + 40);
        assertThat(Printable.text("a".repeat(3_000) + " cannot be reached"))
                .matches("a{1500}\\.\\.\\. \\(3018 characters\\)\\.\\.\\. a{482} cannot be reached");
    }

    @Test
    @DisplayName("META-05: quoted text escapes quotes and backslashes as well")
    void quotes() {
        assertThat(Printable.quoted("a\"\\\u009b")).isEqualTo("\"a\\\"\\\\\\u009b\"");
    }

    @Test
    @DisplayName("META-05: no message of this library lets text of others control the terminal or forge a line")
    void messages() {
        NativeError error = new NativeError(NativeError.Kind.WIN32, 5, "?", HOSTILE);
        assertThat(new PtyException("spawn", HOSTILE, error).getMessage()).satisfies(PrintableTest::isSafe);
        assertThat(new PtyException(HOSTILE, error).getMessage()).satisfies(PrintableTest::isSafe);
        assertThat(error.toString()).satisfies(PrintableTest::isSafe);
        assertThat(new UnsupportedPtyFeatureException(HOSTILE, PtyCapability.ARGV0, "spawn").getMessage())
                .satisfies(PrintableTest::isSafe);
        assertThat(Availability.unavailable(HOSTILE, HOSTILE).toString()).satisfies(PrintableTest::isSafe);
        assertThat(PtyOption.of(HOSTILE, String.class).toString()).satisfies(PrintableTest::isSafe);
        assertThat(PtyCommand.of(HOSTILE, HOSTILE).toString()).satisfies(PrintableTest::isSafe);
        assertThat(PtyCommand.of("x".repeat(100_000)).toString()).hasSizeLessThan(6 * Printable.MOST);
    }

    private static void isSafe(String text) {
        assertThat(text).contains("\\u001b[2J\\u009b1A\\r\\nforged\\u2028line");
        assertThat(text.codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(text).doesNotContain("\u2028", "\u202e");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    }
}
