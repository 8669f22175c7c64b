// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;

/** Programs driven as a person would. */
class ExpectTest {

    private static Expect spawn(String... command) throws IOException {
        PtyCommand all = PtyCommand.of(command[0], List.of(command).subList(1, command.length));
        return Expect.spawn(all.withEnvironment("TERM", "xterm-256color")).limit(Limits.SOON);
    }

    @Test
    @DisplayName("Text is awaited, returned and consumed, without escape sequences")
    void text() throws IOException, InterruptedException {
        try (Expect expect =
                spawn("sh", "-c", "printf 'one \\033[1mtwo\\033[m three\\nname? '; read n; echo \"hello, $n!\"")) {
            assertThat(expect.await("three")).isEqualTo("one two ");
            assertThat(expect.await("? ")).isEqualTo("\nname");
            expect.send("World\r");
            assertThat(expect.await(Pattern.compile("hello, (\\w+)!")).group(1)).isEqualTo("World");
            assertThat(expect.awaitExit().isSuccess()).isTrue();
        }
    }

    @Test
    @DisplayName("Vim is driven by what is on the screen, and by keys")
    void vim(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("note.txt");
        try (Expect expect = spawn("vim", "-u", "NONE", "-N", file.toString())) {
            expect.awaitOnScreen("note.txt").awaitIdle(Duration.ofMillis(50));
            expect.send("ifirst\rthird")
                    .press(Keys.UP, Keys.END)
                    .send("\rsecond")
                    .press(Keys.ESCAPE);
            expect.awaitScreen("three lines", screen -> screen.line(1).equals("second"));
            assertThat(expect.screen().isAlternate()).isTrue();
            assertThat(expect.screen().inputModes().applicationCursor()).isTrue();
            expect.send(":wq\r");
            assertThat(expect.awaitExit().isSuccess()).isTrue();
            assertThat(expect.screen().isAlternate()).isFalse();
        }
        assertThat(Files.readString(file)).isEqualTo("first\nsecond\nthird\n");
    }

    @Test
    @DisplayName("A failure says what was awaited and shows the screen")
    void failureShowsTheScreen() throws IOException, InterruptedException {
        try (Expect expect = spawn("sh", "-c", "printf 'wrong\\ncolor'; cat")) {
            expect.await("color");
            expect.limit(Limits.MOMENT);
            assertThatThrownBy(() -> expect.await("right"))
                    .isInstanceOfSatisfying(
                            ExpectException.class, e -> assertThat(e.screen()).isEqualTo("wrong\ncolor"))
                    .hasMessage(
                            "awaited the text \"right\", but it did not come within 300 ms; the screen:\n| wrong\n| color");
        }
    }

    @Test
    @DisplayName("A wait ends when the output does")
    void endOfOutput() throws IOException {
        try (Expect expect = spawn("true")) {
            assertThatThrownBy(() -> expect.await("anything"))
                    .isInstanceOf(ExpectException.class)
                    .hasMessageContaining("the output has ended");
        }
    }

    @Test
    @DisplayName("Idle is when nothing has come for a time")
    void idle() throws IOException, InterruptedException {
        try (Expect expect = spawn("sh", "-c", "for i in 1 2 3 4 5; do echo $i; sleep 0.05; done; cat")) {
            expect.awaitIdle(Duration.ofMillis(500));
            assertThat(expect.screen().text()).isEqualTo("1\n2\n3\n4\n5");
        }
    }

    @Test
    @DisplayName("The marks of a shell tell each command's output and exit code (OSC 133 and 633)")
    void marks() throws IOException, InterruptedException {
        String script = """
                printf '\\033]133;A\\007$ \\033]133;B\\007'; read a; printf '\\033]133;C\\007one\\n\\033]133;D;3\\007'
                printf '\\033]633;A\\007> \\033]633;B\\007'; read a; printf '\\033]633;E;echo a\\\\x3bb\\007\\033]633;C\\007two\\n\\033]633;D;0\\007'
                cat
                """;
        try (Expect expect = spawn("sh", "-c", script)) {
            expect.awaitPrompt().send("\r");
            CommandOutput first = expect.awaitCommand();
            assertThat(first.exitCode()).hasValue(3);
            assertThat(first.output()).isEqualTo("one\n");
            expect.awaitPrompt().send("\r");
            CommandOutput second = expect.awaitCommand();
            assertThat(second.commandLine()).hasValue("echo a;b");
            assertThat(second.exitCode()).hasValue(0);
            assertThat(second.output()).isEqualTo("two\n");
        }
    }

    @Test
    @DisplayName("Queries of the terminal are answered")
    void queries() throws IOException, InterruptedException {
        String script = "stty raw -echo; printf 'ab\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c | tr -d ' \\n'";
        try (Expect expect = spawn("sh", "-c", script)) {
            expect.await("033[1;3R");
        }
    }

    @Test
    @DisplayName("A new size reaches the program and the screen")
    void resize() throws IOException, InterruptedException {
        try (Expect expect = spawn("sh", "-c", "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done")) {
            expect.await("ready");
            expect.resize(TerminalSize.of(100, 40));
            expect.await("40 100");
            assertThat(expect.screen().size()).isEqualTo(TerminalSize.of(100, 40));
        }
    }

    @Test
    @DisplayName("Pasted text is enclosed where the program asks for it, and cannot end the paste itself")
    void paste() throws IOException, InterruptedException {
        String script =
                "stty raw -echo; printf '\\033[?2004hready'; dd bs=1 count=20 2>/dev/null | od -An -c | tr -d ' \\n'";
        try (Expect expect = spawn("sh", "-c", script)) {
            expect.await("ready");
            expect.paste("a\u001b[201~b\nefghi"); // 6 + 8 + 6 bytes
            expect.await("033[200~ab\\refghi033[201~");
        }
    }
}
