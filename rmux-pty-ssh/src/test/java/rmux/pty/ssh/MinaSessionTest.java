// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.expect.Expect;

/** Sessions over another server than OpenSSH's. */
@Tag("once")
class MinaSessionTest {

    private static final String PASSWORD = "a good one";
    private static final int BYTES = 1 << 20;

    /** Three of them are less than the program of {@link #lateAnswers} takes, and more than it is ever silent. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    @TempDir
    static Path directory;

    private static MinaServer server;
    private static SshPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        server = MinaServer.start(directory, PASSWORD);
        provider = SshPtyProvider.connect(server.target());
    }

    @AfterAll
    static void stop() throws Exception {
        provider.close();
        server.close();
    }

    private static Expect on(PtySession session) {
        return Expect.on(session.master(), TestLimits.STEP);
    }

    @Test
    @DisplayName("a program has a terminal of the size asked for, and its exit code arrives")
    void terminalAndExitCode() throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (PtySession session = provider.spawn(command)) {
            assertThat(new String(on(session).drain(), StandardCharsets.UTF_8)).matches("/dev/pts/\\d+\r\n30 100\r\n");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(7));
        }
    }

    @Test
    @DisplayName("a resize reaches the program, and so does ^C")
    void resizeAndInterrupt() throws Exception {
        PtyCommand command = PtyCommand.of(
                "sh",
                "-c",
                "trap 'stty size' WINCH; trap 'echo INT; exit 3' INT; echo READY; while :; do sleep 0.1; done");
        try (PtySession session = provider.spawn(command)) {
            Expect talk = on(session);
            talk.await("READY\r\n");
            session.master().resize(TerminalSize.of(132, 50));
            talk.await("50 132\r\n");
            talk.send("\u0003");
            talk.await("INT\r\n");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(3));
        }
    }

    @Test
    @DisplayName("a signal and closing end programs; this server tells a signal as 128 and its number")
    void signalAndClose() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("sleep", "1001"))) {
            assertThat(session.child().signal(PtySignal.KILL)).isTrue();
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(137));
        }
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "trap '' HUP; echo READY; sleep 2001"));
        on(session).await("READY");
        session.close();
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.endsWith("sleep 2001"));
    }

    @Test
    @DisplayName("every byte arrives, both ways")
    void bytes() throws Exception {
        byte[] sent = new byte[BYTES];
        new Random(1).nextBytes(sent);
        PtyCommand command = PtyCommand.of("sh", "-c", "stty raw -echo; echo READY; exec head -c " + BYTES);
        try (PtySession session = provider.spawn(command)) {
            on(session).await("READY\n");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try (OutputStream out = session.master().outputStream()) {
                    out.write(sent);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            session.master().inputStream().transferTo(received);
            writing.get(TestLimits.TRANSFER.toSeconds(), TimeUnit.SECONDS);
            assertThat(received.toByteArray()).isEqualTo(sent);
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(0));
        }
    }

    @Test
    @DisplayName("the password that the server knows, and a wrong one")
    void passwords() throws Exception {
        SshTarget target = server.target().withIdentities(List.of());
        try (SshPtyProvider right = SshPtyProvider.connect(target.withPassword(PASSWORD));
                PtySession session = right.spawn(PtyCommand.of("echo", "inside"))) {
            on(session).await("inside");
        }
        assertThatThrownBy(() -> SshPtyProvider.connect(target.withPassword("wrong")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("and the password");
    }

    @Test
    @DisplayName("a cut connection: reads throw, the exit is Unknown, and the next session makes a new connection")
    void cut() throws Exception {
        try (MinaServer own = MinaServer.start(Files.createDirectory(directory.resolve("own")), PASSWORD);
                SshPtyProvider machine = SshPtyProvider.connect(own.target())) {
            PtySession session = machine.spawn(PtyCommand.of("sh", "-c", "echo READY; exec sleep 1002"));
            on(session).await("READY\r\n");
            own.cut();
            assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1), TestLimits.STEP))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("the connection to the program was lost");
            assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow()).isInstanceOf(ExitStatus.Unknown.class);
            assertThatThrownBy(session::close).hasMessageContaining("may be left running on");
            try (PtySession next = machine.spawn(PtyCommand.of("echo", "again"))) {
                on(next).await("again");
            }
        }
    }

    @Test
    @DisplayName(
            "output is a sign of life where the answer to a heartbeat is late; without either the connection is lost")
    void lateAnswers() throws Exception {
        try (MinaServer own = MinaServer.start(Files.createDirectory(directory.resolve("late")), PASSWORD)) {
            own.answerNoQuestions();
            PtyCommand command = PtyCommand.of(
                    "sh",
                    "-c",
                    "i=0; while [ $i -lt 50 ]; do echo $i; i=$((i+1)); sleep 0.1; done; echo END; sleep 1003");
            try (SshPtyProvider machine = SshPtyProvider.connect(own.target().withHeartbeat(HEARTBEAT))) {
                PtySession session = machine.spawn(command);
                on(session).await("END\r\n");
                assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow())
                        .isInstanceOf(ExitStatus.Unknown.class);
                assertThatThrownBy(session::close).hasMessageContaining("may be left running on");
            }
        }
    }
}
