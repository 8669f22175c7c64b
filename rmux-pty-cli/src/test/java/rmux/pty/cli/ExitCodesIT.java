// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script that calls {@code rmux-pty} gets to know. */
class ExitCodesIT {

    @ParameterizedTest(name = "EXIT-01: {0} is {1}")
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 255, 255", "kill -KILL $$, 137", "kill -HUP $$, 129"})
    void status(String script, int status) throws Exception {
        Launcher.Outcome outcome = rmuxPty("run", "--", "sh", "-c", script);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("SPAWN-07: a missing program is 127 and one line with stage, path and ENOENT")
    void missingProgram(@TempDir Path directory) throws Exception {
        Path program = directory.resolve("missing");
        fails(127, "create-process: " + program + " does not exist: ENOENT (2)", "run", "--", program.toString());
        fails(
                127,
                "resolve-program: the program \"no-such-program\" is not on the child's PATH",
                "run",
                "--",
                "no-such-program");
    }

    @Test
    @DisplayName("SPAWN-07: a program that cannot be executed is 126")
    void notExecutable(@TempDir Path directory) throws Exception {
        Path program = Files.writeString(directory.resolve("plain"), "echo hi\n");
        fails(126, program + " is not executable: EACCES (13)", "run", "--", program.toString());
        fails(126, directory + " is a directory, not a program: EACCES (13)", "run", "--", directory.toString());
    }

    @Test
    @DisplayName("SPAWN-06: a missing directory is named")
    void missingDirectory(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("missing");
        fails(
                125,
                "directory: the working directory " + missing + " does not exist: ENOENT (2)",
                "run",
                "--cwd",
                missing.toString(),
                "--",
                "ls");
    }

    @Test
    @DisplayName("an unknown provider is named, beside those that are there")
    void unknownProvider() throws Exception {
        Launcher.Outcome outcome = rmuxPty("run", "--provider", "teletype", "--", "tty");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.errors())
                .startsWith("rmux-pty: no pty provider is named \"teletype\"")
                .contains("posix");
    }

    @Test
    @DisplayName("wrong usage is 2 and one line")
    void usage() throws Exception {
        fails(2, "not a terminal size: \"wide\"", "run", "--size", "wide", "--", "tty");
        fails(2, "terminal columns must be 1 to 32767, but was 0", "run", "--size", "0x24", "--", "tty");
        fails(2, "not a variable: \"HOME\"", "run", "--env", "HOME", "--", "tty");
        fails(2, "COMMAND", "run");
        fails(2, "--sise", "run", "--sise", "80x24", "--", "tty");
        fails(2, "walk", "walk");
        fails(2, "a subcommand is missing");
        fails(2, "--speed", "play", "--speed", "fast", "x.cast");
        fails(2, "--speed", "play", "--speed", "-1", "x.cast");
        fails(2, "--speed", "play", "--speed", "NaN", "x.cast");
        fails(2, "--speed", "play", "--speed", "1e-300", "x.cast");
    }

    @Test
    @DisplayName("a program's name is printed with its control characters visible")
    void controlCharacters() throws Exception {
        fails(
                127,
                "/x\\u001b[2J\\u009bA\\nrmux-pty: all is well\\u202e",
                "run",
                "--",
                "/x\033[2J\u009bA\nrmux-pty: all is well\u202e");
        fails(2, "--\\e[2J", "run", "--\033[2J", "true");
    }

    @Test
    @DisplayName("--version is that of the build")
    void version() throws Exception {
        String pom = Files.readString(Launcher.TOP.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        assertThat(rmuxPty("--version").output()).isEqualTo("rmux-pty " + version + "\n");
    }

    private static void fails(int status, String message, String... arguments) throws Exception {
        Launcher.Outcome outcome = rmuxPty(arguments);
        assertThat(outcome.errors()).startsWith("rmux-pty: ").contains(message).hasLineCount(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.status()).isEqualTo(status);
    }
}
