// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.server.TestLimits;

/** OpenSSH's client without a terminal: commands whose streams are pipes. */
class SshExecTest {

    private static final int PARALLEL = 50;
    private static final byte[] NOTHING = {};

    @TempDir
    static Path directory;

    private static SshRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new SshRig(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    private static Run run(byte[] input, String command) throws Exception {
        return Run.of(rig.client(List.of(), command), input, TestLimits.TRANSFER);
    }

    @Test
    @DisplayName("ssh host 'exit 7': the client exits with 7")
    void exitStatus() throws Exception {
        assertThat(run(NOTHING, "exit 7").status()).isEqualTo(7);
    }

    @Test
    @DisplayName("a command that is killed: the client reports the exit signal, not a status")
    void exitSignal() throws Exception {
        Run run = Run.of(rig.client(List.of("-v"), "kill -9 $$"), NOTHING, TestLimits.STEP);
        assertThat(run.status()).isEqualTo(255);
        assertThat(run.errors()).contains("exit-signal");
    }

    @Test
    @DisplayName("output and errors arrive apart, bytes unchanged")
    void streamsApart() throws Exception {
        Run run = run(NOTHING, "printf 'a\\nb\\0\\377'; echo oops >&2");
        assertThat(run.output()).containsExactly('a', '\n', 'b', 0, 0xFF);
        assertThat(run.errors()).isEqualTo("oops\n");
    }

    @Test
    @DisplayName("1 MB through cat: every byte back, and the end of input reaches the program")
    void inputHasAnEnd() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(17).nextBytes(bytes);
        assertThat(run(bytes, "cat").output()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("a script on standard input without a command: the shell runs it")
    void shellWithoutTerminal() throws Exception {
        Run run = Run.of(
                rig.client(List.of("-T")), "echo $((6*7))\nexit 3\n".getBytes(StandardCharsets.UTF_8), TestLimits.STEP);
        assertThat(run.text()).contains("42");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    @DisplayName("a command that is not found: the shell's own message and status 127")
    void unknownCommand() throws Exception {
        Run run = run(NOTHING, "no-such-program-here");
        assertThat(run.status()).isEqualTo(127);
        assertThat(run.errors()).contains("no-such-program-here");
    }

    @Test
    @DisplayName("variables: LC_* is accepted, LD_PRELOAD is not")
    void variables() throws Exception {
        List<String> options = List.of("-o", "SetEnv=LC_RMUX=yes LD_PRELOAD=/nowhere.so");
        Run run = Run.of(rig.client(options, "echo ${LC_RMUX-unset} ${LD_PRELOAD-unset}"), NOTHING, TestLimits.STEP);
        assertThat(run.text()).isEqualTo("yes unset\n");
    }

    @Test
    @DisplayName("50 sessions at the same time: each has its own output and status")
    void parallel() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<CompletableFuture<Run>> runs = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                String command = "cat; echo session " + i + "; exit " + i;
                byte[] input = ("input " + i + "\n").getBytes(StandardCharsets.UTF_8);
                runs.add(CompletableFuture.supplyAsync(() -> quietly(input, command), clients));
            }
            for (int i = 0; i < PARALLEL; i++) {
                Run run = runs.get(i).get(TestLimits.TRANSFER.toSeconds(), TimeUnit.SECONDS);
                assertThat(run.text())
                        .as("status %d, errors: %s", run.status(), run.errors())
                        .isEqualTo("input " + i + "\nsession " + i + "\n");
                assertThat(run.status()).isEqualTo(i);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static Run quietly(byte[] input, String command) {
        try {
            return run(input, command);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
