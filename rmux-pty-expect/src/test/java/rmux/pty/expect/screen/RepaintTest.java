// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.TerminalSize;

/** A repaint brings another screen, in whatever state, to the same state: what is written later looks the same on both. */
class RepaintTest {

    private static final TerminalSize SIZE = TerminalSize.of(20, 6);
    private static final int RUNS = 100;
    private static final int PIECES = 60;

    private static final String[] TEXTS = {
        "a",
        "word ",
        "\u4e16",
        "\u00e9",
        "e\u0301",
        "\ud83d\ude00",
        "lqk",
        "0123456789012345678",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\b"
    };
    private static final String[] SEQUENCES = {
        "\u001b[?1049h",
        "\u001b[?1049l",
        "\u001b[?47h",
        "\u001b[?47l",
        "\u001b7",
        "\u001b8",
        "\u001b(0",
        "\u001b(B",
        "\u001b)0",
        "\u000e",
        "\u000f",
        "\u001b[?6h",
        "\u001b[?6l",
        "\u001b[?7l",
        "\u001b[?7h",
        "\u001b[4h",
        "\u001b[4l",
        "\u001b[20h",
        "\u001b[20l",
        "\u001b[?25l",
        "\u001b[?25h",
        "\u001b[?45h",
        "\u001b[1\"q",
        "\u001b[0\"q",
        "\u001b[?J",
        "\u001b[?1h",
        "\u001b[?2004h",
        "\u001b[?1002h",
        "\u001b[?1006h",
        "\u001b[r",
        "\u001b[H",
        "\u001b[2J",
        "\u001b[K",
        "\u001b[1K",
        "\u001bM",
        "\u001bD",
        "\u001bE",
        "\u001bH",
        "\u001b[3g",
        "\u001b[0g",
        "\u001b[!p",
        "\u001b]2;title\u0007",
        "\u001b[3 q",
        "\u001b="
    };
    private static final String[] WITH_NUMBERS = {
        "@", "A", "B", "C", "D", "G", "d", "L", "M", "P", "X", "S", "T", "m", "I", "Z"
    };

    private static String stream(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> out.append(TEXTS[random.nextInt(TEXTS.length)]);
                case 2 -> out.append(SEQUENCES[random.nextInt(SEQUENCES.length)]);
                case 3 ->
                    out.append("\u001b[")
                            .append(random.nextInt(8))
                            .append(WITH_NUMBERS[random.nextInt(WITH_NUMBERS.length)]);
                default -> out.append(random.nextBoolean() ? rendition(random) : place(random));
            }
        }
        return out.toString();
    }

    private static String rendition(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "\u001b[38;5;" + random.nextInt(256) + ";48;2;1;2;" + random.nextInt(256) + "m";
            case 1 -> "\u001b[4:" + random.nextInt(6) + ";58:5:" + random.nextInt(256) + "m";
            case 2 -> "\u001b[" + (30 + random.nextInt(8)) + ";" + (100 + random.nextInt(8)) + "m";
            default -> "\u001b[" + random.nextInt(60) + "m";
        };
    }

    private static String place(Random random) {
        int first = 1 + random.nextInt(5);
        return random.nextBoolean()
                ? "\u001b[" + (1 + random.nextInt(6)) + ";" + (1 + random.nextInt(20)) + "H"
                : "\u001b[" + first + ";" + (first + 1 + random.nextInt(6 - first)) + "r";
    }

    private static String state(Screen screen) {
        String cells = java.util.stream.IntStream.range(0, SIZE.rows())
                .boxed()
                .flatMap(row -> java.util.stream.IntStream.range(0, SIZE.columns())
                        .mapToObj(column -> column + " " + row + " "
                                + screen.cell(column, row)
                                        .toString()
                                        .replace("[text= ,", "[text=,")
                                        .replace("width=0", "width=1")
                                        .replaceAll("underline=NONE, .*", "")))
                .collect(Collectors.joining("\n"));
        return ScreenDump.of(screen, List.of()).replaceAll("normal \\d+ above(?s:.*)", "")
                + screen.inputModes()
                + cells;
    }

    /** Only the first difference: all of a state is long. */
    private static void assertSame(String when, Screen original, Screen other) {
        String[] expected = state(original).split("\n", -1);
        String[] actual = state(other).split("\n", -1);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(when).isEqualTo(expected[i]);
        }
    }

    @Test
    @DisplayName("after random output, repainted onto a screen full of other output; and after more output on both")
    void random() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Screen original = Screen.of(SIZE);
            original.write(stream(random));
            Screen other = Screen.of(SIZE);
            other.write(stream(random) + "\u001b]2;cut off");
            other.write(original.repaint(false));
            assertSame("seed " + seed + ", painted", original, other);
            String more = stream(random);
            original.write(more);
            other.write(more);
            assertSame("seed " + seed + ", after more", original, other);
        }
    }

    @Test
    @DisplayName("what was scrolled out comes first, if asked for")
    void scrollback() {
        Screen original = Screen.of(SIZE);
        for (int line = 1; line <= 40; line++) {
            original.write("line " + line + (line % 7 == 0 ? " is longer than the screen is wide" : "") + "\r\n");
        }
        Screen other = Screen.of(SIZE);
        other.write(original.repaint(true));
        assertThat(other.text()).isEqualTo(original.text());
        assertThat(String.join("\n", other.scrollback()).strip())
                .isEqualTo(String.join("\n", original.scrollback()).strip());
    }
}
