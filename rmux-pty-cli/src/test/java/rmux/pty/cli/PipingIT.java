// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rmux-pty run} where the user has no terminal. */
class PipingIT {

    @Test
    @DisplayName("SPAWN-01, SPAWN-03: the program has a terminal anyway, of the size asked for")
    void terminal() throws Exception {
        assertThat(rmuxPty("run", "--size", "100x30", "--", "sh", "-c", "tty; stty size; echo $TERM")
                        .output())
                .matches("/dev/pts/\\d+\r\n30 100\r\n\\S+\r\n");
    }

    @Test
    @DisplayName("SPAWN-05, SPAWN-06: directory and variables")
    void directoryAndVariables(@TempDir Path directory) throws Exception {
        Launcher.Outcome outcome = rmuxPty(
                "run",
                "--cwd",
                directory.toString(),
                "--env",
                "A=1=1",
                "--env",
                "B=",
                "--",
                "sh",
                "-c",
                "pwd; echo \"$A,$B\"");
        assertThat(outcome.output()).isEqualTo(directory + "\r\n1=1,\r\n");
    }

    @Test
    @DisplayName("SPAWN-04: what looks like options of ours is the program's")
    void arguments() throws Exception {
        assertThat(rmuxPty("run", "--", "printf", "<%s>", "--size", "--", "", "a b", "@file", "ä")
                        .output())
                .isEqualTo("<--size><--><><a b><@file><ä>");
    }

    @Test
    @DisplayName("the end of the input reaches the program: echo hi | rmux-pty run -- cat")
    void endOfInput() throws Exception {
        assertThat(rmuxPty("hi\n".getBytes(UTF_8), "run", "--", "cat").output()).isEqualTo("hi\r\nhi\r\n");
    }

    @Test
    @DisplayName("the end of the input reaches the program, also within a line")
    void endOfInputWithinLine() throws Exception {
        assertThat(rmuxPty("hi".getBytes(UTF_8), "run", "--", "cat").output()).isEqualTo("hihi");
    }

    @Test
    @DisplayName("IO-01: all byte values pass both ways")
    void allBytes(@TempDir Path directory) throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Files.write(directory.resolve("all"), all);
        Launcher.Outcome outcome =
                Launcher.shell("cd " + directory + "; mkfifo ready; { read -r _ < ready; cat all; } |"
                        + " rmux-pty run -- sh -c 'stty raw -echo; echo > ready; head -c 256'");
        assertThat(outcome.bytes()).isEqualTo(all);
    }

    @Test
    @DisplayName("IO-02: a large output arrives complete")
    void largeOutput() throws Exception {
        Launcher.Outcome outcome =
                Launcher.shell("rmux-pty run -- sh -c 'stty -opost; seq 1 500000' | cksum; seq 1 500000 | cksum");
        String[] sums = outcome.output().split("\n", -1);
        assertThat(sums[0]).isEqualTo(sums[1]);
    }

    @Test
    @DisplayName("without standard input the program has none: it is not sent whatever the JVM has opened in its place")
    void closedInput() throws Exception {
        Launcher.Outcome outcome = Launcher.shell("rmux-pty run -- cat <&-; echo status $?");
        assertThat(outcome.output()).isEqualTo("status 0\n");
    }

    @Test
    @DisplayName("a reader that has seen enough ends the program, without a word")
    void closedOutput() throws Exception {
        Launcher.Outcome outcome = Launcher.shell("rmux-pty run -- yes | head -n 2; echo ${PIPESTATUS[0]}");
        assertThat(outcome.output()).isEqualTo("y\r\ny\r\n141\n");
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    @DisplayName("output that cannot be written is an error that says so, of run, record and play")
    void fullOutput(@TempDir Path directory) throws Exception {
        Launcher.Outcome run = Launcher.shell("rmux-pty run -- echo hi > /dev/full; echo $? >&2");
        assertThat(run.errors()).isEqualTo("rmux-pty: standard output: No space left on device\n125\n");
        Launcher.Outcome recorded = rmuxPty("record", "/dev/full", "--", "echo", "hi");
        assertThat(recorded.errors()).isEqualTo("rmux-pty: /dev/full: No space left on device\n");
        assertThat(recorded.status()).isEqualTo(125);
        Path file = directory.resolve("a.cast");
        Launcher.Outcome played =
                Launcher.shell("rmux-pty record " + file + " -- echo hi; rmux-pty play " + file + " > /dev/full");
        assertThat(played.errors()).isEqualTo("rmux-pty: standard output: No space left on device\n");
        assertThat(played.status()).isEqualTo(125);
    }

    @Test
    @DisplayName("LIFE-10: a job that survives a hang-up on purpose survives the end of its program")
    void nohup() throws Exception {
        String script = "nohup sleep 1000 >/dev/null 2>&1 & echo $!";
        Launcher.Outcome outcome = rmuxPty("run", "--", "sh", "-c", script);
        ProcessHandle job =
                ProcessHandle.of(Long.parseLong(outcome.output().strip())).orElseThrow();
        assertThat(job.isAlive()).isTrue();
        assertThat(job.destroyForcibly()).isTrue();
    }

    @Test
    @DisplayName("LIFE-05: the program gets its hang-up when rmux-pty is killed")
    void killed(@TempDir Path directory) throws Exception {
        Path fifo = directory.resolve("fifo");
        Launcher.Outcome outcome = Launcher.shell("mkfifo " + fifo + "; rmux-pty run -- sh -c "
                + "'trap \"echo hung up > " + fifo + "; exit\" HUP; echo $PPID > " + fifo
                + "; while :; do sleep 0.1; done' &"
                + " read -r pid < " + fifo + "; kill -KILL $pid; cat " + fifo);
        assertThat(outcome.output()).endsWith("hung up\n");
    }
}
