// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Piped input for a program on a Windows console. */
class PipedLinesTest {

    @ParameterizedTest(name = "every line end is one press of Enter, in reads of {0} bytes")
    @ValueSource(ints = {1, 2, 3, 100})
    void lineEnds(int length) {
        byte[] piped = "one\ntwo\r\n\n\r\r\nend".getBytes(US_ASCII);
        PipedLines lines = new PipedLines();
        StringBuilder keys = new StringBuilder();
        for (int from = 0; from < piped.length; from += length) {
            byte[] part = java.util.Arrays.copyOfRange(piped, from, Math.min(from + length, piped.length));
            keys.append(new String(part, 0, lines.toKeys(part, part.length), US_ASCII));
        }
        assertThat(keys.toString()).isEqualTo("one\rtwo\r\r\r\rend");
    }

    @Test
    @DisplayName("the input ends by ^Z and Enter at the start of a line, which Enter makes where there is none")
    void end() {
        assertThat(PipedLines.endOfInput((byte) '\r')).containsExactly(0x1A, '\r');
        assertThat(PipedLines.endOfInput((byte) '\n')).containsExactly(0x1A, '\r');
        assertThat(PipedLines.endOfInput((byte) 'x')).containsExactly('\r', 0x1A, '\r');
    }
}
