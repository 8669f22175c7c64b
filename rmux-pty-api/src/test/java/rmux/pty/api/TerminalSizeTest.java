// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {

    @ParameterizedTest
    @CsvSource({"0,24", "-1,24", "32768,24", "80,0", "80,-5", "80,32768"})
    @DisplayName("SIZE-04: cells out of 1..32767 are refused, and the value is named")
    void cellsOutOfRange(int columns, int rows) {
        int offending = columns == 80 ? rows : columns;
        assertThatThrownBy(() -> TerminalSize.of(columns, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 1 to 32767, but was " + offending);
    }

    @Test
    @DisplayName("SIZE-04: pixels out of 0..65535 are refused")
    void pixelsOutOfRange() {
        TerminalSize size = TerminalSize.of(80, 24);
        assertThatThrownBy(() -> size.withPixels(-1, 0))
                .hasMessageContaining("widthPixels must be 0 to 65535, but was -1");
        assertThatThrownBy(() -> size.withPixels(0, 65536)).hasMessageContaining("heightPixels must be 0 to 65535");
    }

    @Test
    @DisplayName("the limits themselves are accepted")
    void limits() {
        assertThat(new TerminalSize(1, 32767, 0, 65535).rows()).isEqualTo(32767);
    }

    @Test
    @DisplayName("a size is read and printed as people write it")
    void text() {
        assertThat(TerminalSize.parse("120x40"))
                .isEqualTo(TerminalSize.of(120, 40))
                .hasToString("120x40");
        assertThat(TerminalSize.of(10, 5).withPixels(100, 60)).hasToString("10x5 (100x60 px)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "x24", "80x", "80 x 24", "-80x24", "80x24x3", "9999999999x1"})
    @DisplayName("what is not a size is refused, and shown")
    void notASize(String text) {
        assertThatThrownBy(() -> TerminalSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}
