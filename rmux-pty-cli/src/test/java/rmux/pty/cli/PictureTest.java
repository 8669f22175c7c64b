// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rmux-pty picture}. */
class PictureTest {

    @TempDir
    private Path directory;

    private final StringWriter errors = new StringWriter();
    private Path cast = Path.of("");

    @BeforeEach
    void record() throws Exception {
        cast = Files.writeString(directory.resolve("a.cast"), """
                {"version":2,"width":20,"height":4}
                [0.5,"o","first\\r\\n"]
                [1.0,"m","here"]
                [100.0,"o","second <&>\\r\\n"]
                [100.5,"r","30x4"]
                [101.0,"o","third"]
                [101.0,"x","0"]
                """);
    }

    private int picture(String... arguments) {
        List<String> line = new ArrayList<>(List.of("picture"));
        line.addAll(List.of(arguments));
        return Main.commandLine().setErr(new PrintWriter(errors)).execute(line.toArray(String[]::new));
    }

    /** The text of a picture, a line for each piece. */
    private static String text(String svg) {
        return Pattern.compile(">([^<>]*)</text>")
                .matcher(svg)
                .results()
                .map(piece -> piece.group(1))
                .collect(Collectors.joining("|"))
                .replace('\u00a0', ' ');
    }

    @Test
    @DisplayName("the end, and what was shown at another time")
    void still() throws Exception {
        Path end = directory.resolve("end.svg");
        assertThat(picture(cast.toString(), end.toString())).isZero();
        assertThat(text(Files.readString(end))).isEqualTo("first|second &lt;&amp;&gt;|third");
        Path early = directory.resolve("early.svg");
        assertThat(picture("--at", "99.9", cast.toString(), early.toString())).isZero();
        assertThat(text(Files.readString(early))).isEqualTo("first");
    }

    @Test
    @DisplayName("animated: each screen as a picture, pauses cut to the limit, as wide as the widest")
    void animated() throws Exception {
        Path file = directory.resolve("all.svg");
        assertThat(picture("--animated", "-i", "2", cast.toString(), file.toString()))
                .isZero();
        String svg = Files.readString(file);
        List<String> shown = Arrays.stream(svg.substring(svg.indexOf("<g ")).split("</svg>", -1))
                .filter(frame -> frame.contains("<svg "))
                .map(PictureTest::text)
                .toList();
        String two = "first|second &lt;&amp;&gt;";
        assertThat(shown).containsExactly("", "first", "first", two, two, two + "|third");
        double duration = 0.5 + 0.5 + 2 + 0.5 + 0.5 + 3;
        assertThat(svg)
                .contains(String.format(Locale.ROOT, "%.4f%%{transform:translateX(-286px)}", 0.5 / duration * 100))
                .contains("film 7.000s step-end infinite");
    }

    @Test
    @DisplayName("a file that exists is refused, and so are wrong times and wrong recordings")
    void refused() throws Exception {
        Path there = Files.writeString(directory.resolve("there.svg"), "precious");
        assertThat(picture(cast.toString(), there.toString())).isEqualTo(ExitCodes.FAILURE);
        assertThat(errors.toString()).isEqualTo("rmux-pty: " + there + " exists already; --force overwrites it\n");
        assertThat(there).hasContent("precious");
        assertThat(picture("--at", "-1", cast.toString(), there.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(picture("--at", "1", "--animated", cast.toString(), "b.svg")).isEqualTo(ExitCodes.USAGE);
        Files.writeString(cast, "{\"version\":2,\"width\":20,\"height\":4}\n[1.0,\"r\",\"big\"]\n");
        assertThat(picture(cast.toString(), directory.resolve("b.svg").toString()))
                .isEqualTo(ExitCodes.FAILURE);
        assertThat(errors.toString()).contains("a new size is expected, but it is \"big\"");
        assertThat(picture("--force", there.toString(), there.toString())).isEqualTo(ExitCodes.FAILURE);
        assertThat(there).hasContent("precious");
    }
}
