// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.CompletedCommand;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtyTimeoutException;

/** Commands that are run to their end by one call. */
class RunTest {

    @Test
    @DisplayName("run: exit status and all output, of both streams, in order")
    void completes() throws Exception {
        CompletedCommand completed =
                PtyCommand.shell("echo one; echo zw\u00f6lf >&2; exit 7").run(TestLimits.SOON);
        assertThat(completed.exitStatus()).isEqualTo(new ExitStatus.Exited(7));
        assertThat(completed.text()).isEqualTo("one\nzw\u00f6lf\n");
        assertThat(completed.text(StandardCharsets.ISO_8859_1)).startsWith("one\nzw\u00c3");
        assertThat(completed.output()).hasSize(13);
        assertThat(completed.isTruncated()).isFalse();
        assertThat(completed).hasToString("exit code 7, 13 bytes of output");
    }

    @Test
    @DisplayName("run: what is beyond the limit of output is read and discarded, so that the program ends")
    void truncated() throws Exception {
        PtyCommand command = PtyCommand.shell("head -c 1000000 /dev/zero | tr '\\0' x; echo end; exit 3");
        CompletedCommand completed = command.withOutputLimit(1000).run(TestLimits.SOON);
        assertThat(completed.text()).isEqualTo("x".repeat(1000));
        assertThat(completed.isTruncated()).isTrue();
        assertThat(completed.exitStatus()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(command.withOutputLimit(0).run(TestLimits.SOON).isTruncated())
                .isTrue();
        CompletedCommand whole = command.withOutputLimit(1_000_005).run(TestLimits.SOON);
        assertThat(whole.isTruncated()).isFalse();
        assertThat(whole.text()).endsWith("xend\n");
    }

    @Test
    @DisplayName("run: at the time limit the tree is ended, and the exception has the output so far")
    void timeLimit() {
        PtyCommand command = PtyCommand.shell("trap '' HUP TERM; sleep 1000 & echo $!; wait");
        assertThatThrownBy(() -> command.run(Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(PtyTimeoutException.class, e -> {
                    long pid = Long.parseLong(new String(e.output(), StandardCharsets.US_ASCII).trim());
                    assertThat(ProcessHandle.of(pid)
                                    .map(ProcessHandle::onExit)
                                    .map(exit -> exit.orTimeout(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                                    .map(CompletableFuture::join))
                            .satisfiesAnyOf(
                                    gone -> assertThat(gone).isEmpty(),
                                    ended -> assertThat(ended.orElseThrow().isAlive())
                                            .isFalse());
                    assertThat(e.bytesTransferred()).isEqualTo(e.output().length);
                })
                .hasMessageStartingWith("/bin/sh did not end within 2000 ms and was ended");
    }

    @Test
    @DisplayName("run: output that never stops does not hold off the time limit")
    void endlessOutput() {
        assertThatThrownBy(() -> PtyCommand.of("yes").withOutputLimit(10).run(Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        PtyTimeoutException.class, e -> assertThat(e.output()).hasSize(10));
    }

    @Test
    @DisplayName("run: an interrupt ends the program, and the interrupt status is cleared as is custom")
    void interrupted() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CompletableFuture<Boolean> status = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                PtyCommand.of("sleep", "1000").run(TestLimits.SOON);
            } catch (Throwable e) {
                failure.set(e);
            }
            status.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        thread.interrupt();
        assertThat(status.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS)).isFalse();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    @DisplayName("run: a program that does not exist is a PtySpawnException")
    void missing() {
        assertThatThrownBy(() -> PtyCommand.of("rmux-no-such-program").run(TestLimits.SOON))
                .isInstanceOf(PtySpawnException.class);
    }

    @Test
    @DisplayName("SPAWN-11: loginShell starts a shell that knows that it is a login shell")
    void loginShell() throws Exception {
        CompletedCommand completed = PtyCommand.loginShell()
                .withEnvironment("ENV", "/dev/null")
                .withArguments(List.of("-c", "echo \"$0\""))
                .run(TestLimits.SOON);
        assertThat(completed.text()).contains("-");
        assertThat(completed.exitStatus().isSuccess()).isTrue();
    }
}
