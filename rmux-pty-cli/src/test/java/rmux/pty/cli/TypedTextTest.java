// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The text of {@code --send}. */
class TypedTextTest {

    private final TypedText reader = new TypedText();

    @Test
    @DisplayName("keys are written as for printf; everything else stays")
    void keys() {
        assertThat(reader.convert("a\\rb\\n\\t\\e[A\\x03\\\\r")).isEqualTo("a\rb\n\t\033[A\003\\r");
        assertThat(reader.convert("/päß/ $HOME %s")).isEqualTo("/päß/ $HOME %s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "\\q", "\\x1", "\\x", "\\xzz", "\\x80"})
    @DisplayName("what means nothing is refused")
    void refused(String text) {
        assertThatThrownBy(() -> reader.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
