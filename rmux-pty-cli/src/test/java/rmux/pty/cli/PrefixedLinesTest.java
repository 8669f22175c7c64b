// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lines of several programs on one output. */
class PrefixedLinesTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrefixedLines lines = new PrefixedLines(new StandardOutput(output));

    private static void write(PrefixedLines.Part part, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        part.write(bytes, bytes.length);
    }

    private String shown() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("pieces of lines of two programs come as whole lines, and a last line without an end gets one")
    void interleaved() throws Exception {
        try (PrefixedLines.Part a = lines.part("a");
                PrefixedLines.Part b = lines.part("b")) {
            write(a, "on");
            write(b, "1\r");
            write(a, "e\r\ntwo");
            write(b, "\n2\r\n");
        }
        assertThat(shown()).isEqualTo("a  one\nb  1\nb  2\na  two\n");
    }

    @Test
    @DisplayName("a carriage return within a line is kept, and an empty line too")
    void returns() throws Exception {
        try (PrefixedLines.Part a = lines.part("a")) {
            write(a, "10%\r20%\r\n\r\nend\n");
        }
        assertThat(shown()).isEqualTo("a  10%\r20%\na  \na  end\n");
    }

    @Test
    @DisplayName("an endless line is broken, so that what it takes is bounded")
    void endless() throws Exception {
        try (PrefixedLines.Part a = lines.part("a")) {
            write(a, "x".repeat(100_000));
        }
        assertThat(shown().lines()).hasSizeBetween(5, 10).allMatch(line -> line.startsWith("a  xxx"));
    }
}
