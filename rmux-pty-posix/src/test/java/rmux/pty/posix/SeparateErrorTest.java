// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.CompletedCommand;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.platform.Errno;

/** Standard error beside the terminal. */
@EnabledOnOs(OS.LINUX)
class SeparateErrorTest {

    private final PtyProvider provider = new PosixPtyProvider();

    private static PtyCommand script(String text) {
        return PtyCommand.of("sh", "-c", text).withSeparateError(true);
    }

    private static int descriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    @Test
    @DisplayName("IO-17: standard error is a pipe, while standard input and output are the terminal")
    void isPipe() throws Exception {
        try (PtySession session = provider.spawn(
                script("for fd in 0 1 2; do test -t $fd && echo $fd is a terminal; done; echo wrong >&2; exit 3"))) {
            assertThat(new String(session.errorStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("wrong\n");
            assertThat(new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("0 is a terminal\r\n1 is a terminal\r\n");
            assertThat(session.child().waitFor(TestLimits.SOON)).contains(new ExitStatus.Exited(3));
        }
    }

    @Test
    @DisplayName("IO-17: a megabyte of errors beside a megabyte of output arrives whole from run()")
    void largeErrors() throws Exception {
        CompletedCommand done = script("stty -opost; head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero")
                .run(TestLimits.SOON);
        assertThat(done.exitStatus()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(done.output()).hasSize(1_000_000);
        assertThat(done.error()).hasSize(1_000_000);
    }

    @Test
    @DisplayName("IO-17: a descendant that holds standard error does not hold up its end after the leader's exit")
    void descendant() throws Exception {
        try (PtySession session = provider.spawn(script("sleep 1000 & echo last >&2"))) {
            assertThat(new String(session.errorStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("last\n");
        }
    }

    @Test
    @DisplayName("IO-17: closing the session ends a read of standard error")
    void closing() throws Exception {
        PtySession session = provider.spawn(script("exec sleep 1000"));
        InputStream errors = session.errorStream();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return errors.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        session.close();
        assertThatThrownBy(() -> reading.get(TestLimits.SOON.toMillis(), TimeUnit.MILLISECONDS))
                .hasRootCauseInstanceOf(ClosedChannelException.class); // an AsynchronousCloseException, if it had begun
    }

    @Test
    @DisplayName("IO-17: without the wish, standard error is the terminal, and there is no stream of it")
    void notAsked() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "echo here >&2"))) {
            assertThatThrownBy(session::errorStream)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("withSeparateError");
            assertThat(session.toProcess().getErrorStream().read()).isEqualTo(-1);
            assertThat(new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("here\r\n");
        }
    }

    @Test
    @DisplayName("IO-17: a Process has it as its error stream")
    void process() throws Exception {
        try (PtySession session = provider.spawn(script("echo wrong >&2"))) {
            assertThat(new String(session.toProcess().getErrorStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("wrong\n");
        }
    }

    @Test
    @DisplayName(
            "IO-17, LIFE-07: a pipe that cannot be opened fails the spawn and leaves nothing; fifty sessions leave nothing")
    void leavesNothing() throws Exception {
        provider.spawn(script("true")).close();
        int before = descriptors();
        for (String function : List.of("pipe2", "fcntl")) {
            PtyProvider failing = new PosixPtyProvider(
                    new AlteredLibC().failing(function, Errno.EMFILE).build());
            assertThatThrownBy(() -> failing.spawn(script("true")))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("standard error");
        }
        for (int i = 0; i < 50; i++) {
            try (PtySession session = provider.spawn(script("echo x >&2"))) {
                assertThat(session.errorStream().readAllBytes()).hasSize(2);
            }
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 4); // what a poller of its own keeps open
    }
}
