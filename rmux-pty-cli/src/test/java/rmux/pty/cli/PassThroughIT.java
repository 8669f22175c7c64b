// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rmux-pty run} adds no byte to what the user sees or types, and takes none away. */
class PassThroughIT {

    @ParameterizedTest(name = "TERM={0}: every byte that is shown is the program's")
    @ValueSource(strings = {"xterm-256color", "dumb", "unheard-of", ""})
    void output(String term) throws Exception {
        String line = "rmux-pty run -- sh -c 'printf \"a\\033[31mb\\001\\177c\"; exit 3'; echo \" status $?\"";
        try (SilentTerminal terminal = SilentTerminal.run(term, line)) {
            assertThat(terminal.awaitEnd()).isEqualTo("a\033[31mb\001\177c status 3\r\n");
        }
    }

    @RepeatedTest(5)
    @DisplayName("what is typed before the program has started reaches it, the whole lines and the beginning of one")
    void typedAhead() throws Exception {
        String program = "echo STARTED; read -r a; read -r b; echo \"got:$a:$b.\"";
        try (SilentTerminal terminal =
                SilentTerminal.run("xterm-256color", "rmux-pty run -- sh -c '" + program + "'")) {
            terminal.type("hello\rwor");
            terminal.await("STARTED");
            terminal.type("ld\r");
            assertThat(terminal.awaitEnd()).contains("got:hello:world.\r\n");
        }
    }

    @Test
    @DisplayName("keys arrive unchanged: CR, ^C, ^D, ^S, ^Z, and bytes that are not UTF-8")
    void keys() throws Exception {
        String program = "stty raw -echo; echo READY; head -c 9 | od -An -tx1";
        try (SilentTerminal terminal =
                SilentTerminal.run("xterm-256color", "rmux-pty run -- sh -c '" + program + "'")) {
            terminal.await("READY");
            terminal.type("\r\003\004\023\032\033[Az");
            assertThat(terminal.awaitEnd()).contains(" 0d 03 04 13 1a 1b 5b 41 7a");
        }
    }

    @ParameterizedTest(name = "SIG{0}: vim leaves the alternate screen, then the terminal is restored, status {1}")
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void lastOutput(String signal, int status) throws Exception {
        // The shell stays behind; its trap keeps it from being told to end as well.
        String line = "trap : " + signal + "; stty -ixon intr ^X; stty -g; rmux-pty run -- vim -Nu NONE;"
                + " status=$?; stty -g; echo status $status";
        try (SilentTerminal terminal = SilentTerminal.run("xterm-256color", line)) {
            terminal.await("\033[?1049h");
            terminal.await("VIM - Vi IMproved");
            Launcher.run(TestLimits.SOON, new byte[0], List.of("kill", "-" + signal, pidOfRmuxPty(terminal)));
            String shown = terminal.awaitEnd();
            String before = shown.lines().findFirst().orElseThrow();
            assertThat(shown).containsSubsequence("\033[?1049h", "\033[?1049l", before, "status " + status);
        }
    }

    /** The launcher replaces itself by the JVM, which is the only child of the shell. */
    private static String pidOfRmuxPty(SilentTerminal terminal) {
        return terminal.child()
                .children()
                .findFirst()
                .map(child -> Long.toString(child.pid()))
                .orElseThrow();
    }

    @Test
    @DisplayName("SIGTERM: a shell's job is hung up before the shell, so that its last output is shown too")
    void lastOutputOfJob() throws Exception {
        String line = "trap : TERM; rmux-pty run --env PS1='inner> ' -- bash --norc -i; echo status $?";
        try (SilentTerminal terminal = SilentTerminal.run("xterm-256color", line)) {
            terminal.await("inner>");
            terminal.type("vim -Nu NONE\r");
            terminal.await("VIM - Vi IMproved");
            Launcher.run(TestLimits.SOON, new byte[0], List.of("kill", "-TERM", pidOfRmuxPty(terminal)));
            assertThat(terminal.awaitEnd()).containsSubsequence("\033[?1049h", "\033[?1049l", "status 143");
        }
    }

    @Test
    @DisplayName(
            "^C and ^\\ where standard output is a pipe: the first interrupts the program, the second ends all, in silence")
    void keysWithoutRawMode() throws Exception {
        String program = "trap \"echo interrupted\" INT; echo READY; while :; do sleep 0.1; done";
        String line = "trap : INT QUIT; rmux-pty run -- sh -c '" + program + "' | (trap '' INT QUIT; cat);"
                + " echo status ${PIPESTATUS[0]}";
        try (SilentTerminal terminal = SilentTerminal.run("xterm-256color", line)) {
            terminal.await("READY");
            terminal.type("\003");
            terminal.await("interrupted");
            terminal.type("\034");
            assertThat(terminal.awaitEnd()).contains("status 131").doesNotContain("thread dump", "jvm");
        }
    }

    @Test
    @DisplayName("kill -QUIT of rmux-pty in a terminal shows no thread dump")
    void quit() throws Exception {
        try (SilentTerminal terminal =
                SilentTerminal.run("dumb", "rmux-pty run -- sh -c 'echo READY; read x'; echo end")) {
            terminal.await("READY\r\n");
            Launcher.run(TestLimits.SOON, new byte[0], List.of("kill", "-QUIT", pidOfRmuxPty(terminal)));
            terminal.type("\r");
            assertThat(terminal.awaitEnd()).isEqualTo("READY\r\n\r\nend\r\n");
        }
    }
}
