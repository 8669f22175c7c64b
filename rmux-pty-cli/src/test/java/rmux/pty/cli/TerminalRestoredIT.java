// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's terminal after a run is as it was before, whichever way the run ended. */
class TerminalRestoredIT {

    private static final String RUN_THEN_REPORT = "; status=$?; stty -g; echo status $status";

    private Tmux window;
    private String before;

    @BeforeEach
    void open() throws Exception {
        window = new Tmux(120, 30);
        // Modes that nobody has by default: restored means these, not the usual ones.
        before = window.run("stty -ixon intr ^X; stty -g");
    }

    @AfterEach
    void close() throws Exception {
        window.close();
    }

    @Test
    @DisplayName("after an exit, also of a program that left its own terminal raw")
    void exit() throws Exception {
        assertThat(window.run("rmux-pty run -- sh -c 'stty raw -echo; exit 7'" + RUN_THEN_REPORT))
                .isEqualTo(before + "\nstatus 7");
    }

    @Test
    @DisplayName("after a failed start")
    void failedStart() throws Exception {
        assertThat(window.run("rmux-pty run -- /no/such/program 2>/dev/null" + RUN_THEN_REPORT))
                .isEqualTo(before + "\nstatus 127");
    }

    @Test
    @DisplayName("after the end of a program by a signal")
    void signaled() throws Exception {
        assertThat(window.run("rmux-pty run -- sh -c 'kill -9 $$'" + RUN_THEN_REPORT))
                .isEqualTo(before + "\nstatus 137");
    }

    // Several of each: shutdown hooks run beside one another, in any order.
    @ParameterizedTest(
            name = "after kill -{0} of rmux-pty itself, and the program is ended though it ignores its hang-up")
    @CsvSource({"TERM,143", "HUP,129", "INT,130", "TERM,143", "HUP,129", "INT,130"})
    void killed(String signal, int status) throws Exception {
        String program = "trap '' HUP INT TERM; echo started $PPID; while :; do sleep 0.1; done";
        window.start("rmux-pty run -- sh -c \"" + program.replace("$", "\\$") + "\"" + RUN_THEN_REPORT);
        String screen = window.awaitText("started ");
        long pid = Long.parseLong(screen.replaceAll("(?s).*started (\\d+).*", "$1"));
        ProcessHandle child = ProcessHandle.of(pid)
                .flatMap(java -> java.children().findFirst())
                .orElseThrow();
        Launcher.run(TestLimits.SOON, new byte[0], List.of("kill", "-" + signal, "" + pid));
        assertThat(window.awaitPrompt()).isEqualTo("started " + pid + "\n" + before + "\nstatus " + status);
        assertThat(child.onExit()
                        .get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS)
                        .isAlive())
                .isFalse();
    }

    @Test
    @DisplayName("a stopped and continued rmux-pty has raw mode again")
    void continued() throws Exception {
        window.start("rmux-pty run -- sh -c 'stty raw -echo; printf \"started %s \" $PPID; head -c 3 | od -An -tx1'");
        String pid = window.awaitText("started ").replaceAll("(?s).*started (\\d+).*", "$1");
        Launcher.run(TestLimits.SOON, new byte[0], List.of("kill", "-STOP", pid));
        // The shell has the terminal now, with its own modes.
        window.awaitPrompt();
        window.start("fg");
        window.awaitText("rmux-pty run");
        window.type("a");
        window.press("C-c");
        window.type("b");
        window.awaitText("61 03 62");
        window.awaitPrompt();
    }
}
