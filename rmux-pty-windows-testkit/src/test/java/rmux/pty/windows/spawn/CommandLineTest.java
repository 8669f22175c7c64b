// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.windows.simulated.NastyArguments;

/** SPAWN-04: what is packed into one string comes apart as it was. */
class CommandLineTest {

    private static String of(String... arguments) throws Exception {
        return CommandLine.of("p.exe", List.of(arguments), Optional.empty());
    }

    record Example(String argument, String quoted) {}

    static List<Example> examples() {
        return List.of(
                new Example("plain", "plain"),
                new Example("", "\"\""),
                new Example("a b", "\"a b\""),
                new Example("a\tb", "\"a\tb\""),
                new Example("a\nb", "\"a\nb\""),
                new Example("\"", "\"\\\"\""),
                new Example("a\\b", "a\\b"),
                new Example("a\\", "a\\"),
                new Example("a b\\", "\"a b\\\\\""),
                new Example("a\\\"b", "\"a\\\\\\\"b\""),
                new Example("\\\\ \\\\", "\"\\\\ \\\\\\\\\""),
                new Example("\ud800", "\ud800"),
                new Example("*?", "*?"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("the rules of the Microsoft C runtime, one by one")
    void rules(Example example) throws Exception {
        assertThat(of(example.argument())).isEqualTo("p.exe " + example.quoted());
        assertThat(parse("p.exe " + example.quoted())).containsExactly("p.exe", example.argument());
    }

    @Test
    @DisplayName("argv0 replaces the first word, which has rules of its own; a verbatim tail is appended as it is")
    void argv0AndTail() throws Exception {
        PtyCommand command = PtyCommand.of("C:\\My Programs\\p.exe", "a b");
        assertThat(CommandLine.of(command)).isEqualTo("\"C:\\My Programs\\p.exe\" \"a b\"");
        assertThat(CommandLine.of(command.withArgv0("-sh"))).isEqualTo("-sh \"a b\"");
        assertThat(CommandLine.of(command.withArgv0("x y\\"))).isEqualTo("\"x y\\\" \"a b\"");
        assertThat(CommandLine.of(command.withOption(PtyOptions.VERBATIM_ARGUMENTS, "/c \"a & b")))
                .isEqualTo("\"C:\\My Programs\\p.exe\" \"a b\" /c \"a & b");
        assertThatThrownBy(() -> CommandLine.of(command.withArgv0("a\"b")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("a\"b");
    }

    @Test
    @DisplayName("SPAWN-07: a command line that is too long is refused, with both lengths; the longest is not")
    void tooLong() throws Exception {
        String rest = "x".repeat(32_766 - "p.exe ".length());
        assertThat(CommandLine.of(PtyCommand.of("p.exe", rest))).hasSize(32_766);
        assertThatThrownBy(() -> CommandLine.of(PtyCommand.of("p.exe", rest + "x")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("32767")
                .hasMessageContaining("32766");
    }

    @Test
    @DisplayName("10,000 lists of arguments come apart as they were, by the documented rules")
    void property() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            List<String> arguments = NastyArguments.list(random);
            List<String> expected = new ArrayList<>(List.of("p.exe"));
            expected.addAll(arguments);
            assertThat(parse(CommandLine.of("p.exe", arguments, Optional.empty())))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    /** The rules by which the C runtime takes a line apart, written from their description. */
    private static List<String> parse(String line) {
        List<String> words = new ArrayList<>();
        int at = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        words.add(line.substring(0, at));
        while (true) {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            while (at < line.length() && (quoted || (line.charAt(at) != ' ' && line.charAt(at) != '\t'))) {
                int backslashes = 0;
                while (at < line.length() && line.charAt(at) == '\\') {
                    backslashes++;
                    at++;
                }
                if (at < line.length() && line.charAt(at) == '"') {
                    word.append("\\".repeat(backslashes / 2));
                    if (backslashes % 2 == 1) {
                        word.append('"');
                    } else {
                        quoted = !quoted;
                    }
                    at++;
                } else {
                    word.append("\\".repeat(backslashes));
                    if (at < line.length() && (quoted || (line.charAt(at) != ' ' && line.charAt(at) != '\t'))) {
                        word.append(line.charAt(at++));
                    }
                }
            }
            words.add(word.toString());
        }
    }
}
