// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.PtyCommand;

/** Many commands in one shell, each with its output and its exit code. */
class ShellTest {

    private static final int COMMANDS = 1_000;
    private static final int EVERY_FIFTIETH = 50;
    private static final int MOST_OUTPUT = 20_000;

    private static PtyCommand shell(String name) {
        return name.equals("bash")
                ? PtyCommand.of("bash", "--noprofile", "--norc", "--noediting", "-i")
                : PtyCommand.of(name, "-i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    @DisplayName("A command has its output and its exit code")
    void outputAndExitCode(String name) throws IOException, InterruptedException {
        try (Shell shell = Shell.open(shell(name), Shell.DEFAULT_BUDGET)) {
            ShellResult result = shell.run("echo one; printf 'zwei ü 日本\\n\\n'; (exit 7)", Limits.SOON);
            assertThat(result.status()).isEqualTo(ShellResult.Status.EXITED);
            assertThat(result.output()).isEqualTo("one\nzwei ü 日本\n\n");
            assertThat(result.exitCode()).hasValue(7);
            assertThat(result.droppedBytes()).isZero();
            assertThat(shell.run("true", Limits.SOON).isSuccess()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    @DisplayName("Whatever characters a command has, it reaches the shell as it is")
    void anyCharacters(String name) throws IOException, InterruptedException {
        try (Shell shell = Shell.open(shell(name), Shell.DEFAULT_BUDGET)) {
            String text =
                    "tab\there, quote ' and \" and \\ and `, $HOME ${x} !! ü 日本 😀, \u007f\u0003\u0004\u0015\u001b[A end";
            String command = "cat <<'EOF' | od -An -tx1 | tr -d ' \\n'\n" + text + "\nEOF\n";
            StringBuilder hex = new StringBuilder();
            for (byte value : (text + "\n").getBytes(StandardCharsets.UTF_8)) {
                hex.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
            }
            assertThat(shell.run(command, Limits.SOON).output()).isEqualTo(hex.toString());
            String longText = "x".repeat(50_000);
            assertThat(shell.run("printf %s " + longText + " | wc -c", Limits.SOON)
                            .output()
                            .strip())
                    .isEqualTo("50000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    @DisplayName("Directories, variables and functions stay; a syntax error does not harm the next command")
    void stateStays(String name) throws IOException, InterruptedException {
        try (Shell shell = Shell.open(shell(name), Shell.DEFAULT_BUDGET)) {
            shell.run("cd /usr; x=5; f() { echo f$1; }", Limits.SOON);
            assertThat(shell.run("pwd; echo $x; f 1", Limits.SOON).output()).isEqualTo("/usr\n5\nf1\n");
            ShellResult wrong = shell.run("if then ((", Limits.SOON);
            assertThat(wrong.status()).isEqualTo(ShellResult.Status.EXITED);
            assertThat(wrong.exitCode().orElseThrow()).isNotZero();
            assertThat(shell.run("echo $x", Limits.SOON).output()).isEqualTo("5\n");
        }
    }

    @Test
    @DisplayName("Of long output the beginning and the end stay, cut at lines, and the rest is counted")
    void headAndTail() throws IOException, InterruptedException {
        try (Shell shell = Shell.open(Shell.command(), 200)) {
            ShellResult result = shell.run("seq 1 10000", Limits.SOON);
            assertThat(result.head()).startsWith("1\n2\n").endsWith("\n");
            assertThat(result.tail()).endsWith("\n9999\n10000\n").startsWith("99");
            assertThat(result.head().length() + result.tail().length() + result.droppedBytes())
                    .isEqualTo(48_894);
        }
    }

    @Test
    @DisplayName("A command that does not end keeps running, is polled, and ends by itself")
    void poll(@TempDir Path folder) throws IOException, InterruptedException {
        try (Shell shell = Shell.open()) {
            Path go = folder.resolve("go");
            ShellResult first = shell.run(
                    "echo begun; while [ ! -e '" + go + "' ]; do sleep 0.02; done; echo done; (exit 4)", Limits.MOMENT);
            assertThat(first.status()).isEqualTo(ShellResult.Status.RUNNING);
            assertThat(first.output()).isEqualTo("begun\n");
            assertThat(first.exitCode()).isEmpty();
            assertThatThrownBy(() -> shell.run("true", Limits.SOON)).isInstanceOf(IllegalStateException.class);
            Files.createFile(go);
            ShellResult last = shell.poll(Limits.SOON);
            assertThat(last.status()).isEqualTo(ShellResult.Status.EXITED);
            assertThat(last.output()).isEqualTo("done\n");
            assertThat(last.exitCode()).hasValue(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 1000",
                "sh -c 'trap \"\" INT; sleep 1000 & wait'",
                "sh -c 'trap \"\" INT TERM; while :; do sleep 1; done'",
                "while :; do :; done",
                "cat",
                "sh -c 'trap \"\" INT TERM; setsid sleep 1000 & while :; do sleep 1; done' | cat"
            })
    @DisplayName("Interrupting ends a command, however stubborn, and the shell goes on")
    void interrupt(String command) throws IOException, InterruptedException {
        try (Shell shell = Shell.open()) {
            assertThat(shell.run(command, Limits.MOMENT).status()).isEqualTo(ShellResult.Status.RUNNING);
            ShellResult result = shell.interrupt(Limits.MOMENT);
            assertThat(result.status()).isEqualTo(ShellResult.Status.EXITED);
            assertThat(result.exitCode().orElseThrow()).isNotZero();
            assertThat(shell.run("echo next", Limits.SOON).output()).isEqualTo("next\n");
            assertThat(children(shell)).isEmpty();
        }
    }

    @Test
    @DisplayName("A prompt for a password is noticed and answered, and the password is not in the output")
    void password() throws IOException, InterruptedException {
        try (Shell shell = Shell.open()) {
            ShellResult prompt = shell.run(askPassword(5), Limits.SOON);
            assertThat(prompt.status()).isEqualTo(ShellResult.Status.AWAITING_INPUT);
            assertThat(prompt.output()).isEqualTo("Password: ");
            shell.type("secret\r");
            ShellResult result = shell.poll(Limits.SOON);
            assertThat(result.status()).isEqualTo(ShellResult.Status.EXITED);
            assertThat(result.output()).isEqualTo("\n6 characters\n");
            assertThat(result.exitCode()).hasValue(5);
        }
    }

    private static String askPassword(int code) {
        return "sh -c 'stty -echo; printf \"Password: \"; read p; stty echo; echo; echo ${#p} characters; exit " + code
                + "'";
    }

    @Test
    @DisplayName("A command that ends the shell closes it, and its status is the shell's")
    void exits() throws IOException, InterruptedException {
        try (Shell shell = Shell.open()) {
            ShellResult result = shell.run("echo bye; exit 9", Limits.SOON);
            assertThat(result.status()).isEqualTo(ShellResult.Status.CLOSED);
            assertThat(result.exitCode()).hasValue(9);
            assertThat(shell.isOpen()).isFalse();
            assertThatThrownBy(() -> shell.run("true", Limits.SOON)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("A command that writes the marks of other shells does not confuse this one")
    void foreignMarks() throws IOException, InterruptedException {
        try (Shell shell = Shell.open()) {
            String marks = "printf 'a\\033]133;C\\007b\\033]133;D;3\\007c\\033]133;A\\007\\n'";
            assertThat(shell.run(marks + "; (exit 6)", Limits.SOON))
                    .satisfies(result -> assertThat(result.output()).isEqualTo("abc\n"))
                    .satisfies(result -> assertThat(result.exitCode()).hasValue(6));
        }
    }

    @Tag("once")
    @Tag("one-jdk")
    @Test
    @Timeout(600)
    @DisplayName(
            "1,000 commands, 20 of which hang and 20 ask for a password: every result is right, and no process is left")
    void thousandCommands(@TempDir Path folder) throws IOException, InterruptedException {
        Random random = new Random(42);
        Path file = folder.resolve("lines.txt");
        String lines = lines(random);
        Files.writeString(file, lines);
        int hung = 0;
        int asked = 0;
        List<ProcessHandle> seen = new ArrayList<>();
        try (Shell shell = Shell.open(Shell.command(), MOST_OUTPUT + 100)) {
            for (int i = 0; i < COMMANDS; i++) {
                int code = random.nextInt(256);
                if (i % EVERY_FIFTIETH == 7) {
                    hung++;
                    ShellResult first = shell.run("printf 'hangs %d' " + i + "; sleep 1000; echo never", Limits.MOMENT);
                    assertThat(first.status()).isEqualTo(ShellResult.Status.RUNNING);
                    assertThat(first.output()).isEqualTo("hangs " + i);
                    seen.addAll(children(shell));
                    ShellResult ended = shell.interrupt(Limits.SOON);
                    assertThat(ended.status()).isEqualTo(ShellResult.Status.EXITED);
                    assertThat(ended.exitCode()).hasValue(130);
                    assertThat(ended.output()).startsWith("^C").doesNotContain("never");
                } else if (i % EVERY_FIFTIETH == 33) {
                    asked++;
                    assertThat(shell.run(askPassword(code), Limits.SOON).status())
                            .isEqualTo(ShellResult.Status.AWAITING_INPUT);
                    seen.addAll(children(shell));
                    shell.type("p".repeat(i) + "\r");
                    ShellResult result = shell.poll(Limits.SOON);
                    assertThat(result.output()).isEqualTo("\n" + i + " characters\n");
                    assertThat(result.exitCode()).hasValue(code);
                } else {
                    int from = random.nextInt(lines.length() - MOST_OUTPUT);
                    int length = random.nextInt(MOST_OUTPUT);
                    ShellResult result = shell.run(
                            "tail -c +" + (from + 1) + " '" + file + "' | head -c " + length + "; (exit " + code + ")",
                            Limits.SOON);
                    assertThat(result.status()).isEqualTo(ShellResult.Status.EXITED);
                    assertThat(result.output()).isEqualTo(lines.substring(from, from + length));
                    assertThat(result.exitCode()).hasValue(code);
                }
            }
            shell.expect().session().child().handle().ifPresent(seen::add);
        }
        assertThat(hung).isEqualTo(20);
        assertThat(asked).isEqualTo(20);
        assertThat(seen).hasSizeGreaterThan(40).noneMatch(ProcessHandle::isAlive);
    }

    private static String lines(Random random) {
        StringBuilder result = new StringBuilder();
        while (result.length() < 10 * MOST_OUTPUT) {
            for (int i = random.nextInt(200); i > 0; i--) {
                result.append((char) (' ' + random.nextInt(95)));
            }
            result.append('\n');
        }
        return result.toString();
    }

    private static List<ProcessHandle> children(Shell shell) {
        return shell.expect()
                .session()
                .child()
                .handle()
                .orElseThrow()
                .descendants()
                .toList();
    }
}
