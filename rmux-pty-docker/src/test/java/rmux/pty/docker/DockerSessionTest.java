// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.DockerExample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.expect.Expect;

/** Sessions in a container of a real engine. */
@Tag("full")
class DockerSessionTest {

    @TempDir(cleanup = CleanupMode.NEVER) // what is mounted below goes with the engine
    static Path directory;

    private static final int BYTES = 1024 * Integer.getInteger("rmux.pty.test.transfer.kib", 4096);

    private static DockerDaemon daemon;
    private static DockerPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        daemon = DockerDaemon.start(directory);
        daemon.container("box");
        provider = DockerPtyProvider.connect(daemon.target("box"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
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
    @DisplayName("signals and closing end a program, by a further exec")
    void signalAndClose() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("sleep", "1001"))) {
            assertThat(session.child().signal(PtySignal.KILL)).isTrue();
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(137));
        }
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "trap '' HUP; echo READY; sleep 2000"));
        on(session).await("READY");
        session.close();
        assertThat(session.child().exitStatus()).contains(new ExitStatus.Exited(137));
        assertThat(daemon.docker("exec", "box", "ps"))
                .doesNotContain("sleep 2000")
                .doesNotContain("sleep 1001");
    }

    @Test
    @DisplayName(
            "a missing and a stopped container, a missing program, a missing directory, and too much are one sentence each")
    void failures() throws Exception {
        daemon.container("stopped");
        String unused = daemon.docker("kill", "stopped");
        assertThatThrownBy(() ->
                        DockerPtyProvider.connect(daemon.target("stopped")).spawn(PtyCommand.of("true")))
                .hasMessageContaining("docker:stopped cannot run programs: ")
                .hasMessageContaining("is not running");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("echo", "x".repeat(200_000))))
                .hasMessageContaining("too long to be sent to docker:box");
        assertThatThrownBy(() -> DockerPtyProvider.connect(daemon.target("nowhere")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("No such container: nowhere");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("no-such-program")))
                .hasMessageContaining("no-such-program on docker:box cannot be run: ENOENT");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true").withDirectory("/no/such")))
                .hasMessageContaining("/no/such on docker:box cannot be entered: ENOENT");
    }

    @Test
    @DisplayName("an engine that forbids an exec, and one that does not answer, are one sentence each")
    void forbidden() throws Exception {
        StrictEngine strict = StrictEngine.start();
        DockerPtyProvider refusing =
                DockerPtyProvider.connect(DockerTarget.of("box").withHost(strict.host()));
        try (strict) {
            assertThatThrownBy(() -> refusing.spawn(PtyCommand.of("true")))
                    .isInstanceOf(PtySpawnException.class)
                    .hasMessageEndingWith("docker:box cannot run programs: the engine refuses:"
                            + " authorization denied by a plugin (HTTP status 403) [remote-start]");
        }
        assertThatThrownBy(() -> refusing.spawn(PtyCommand.of("true"))).hasMessageContaining("does not answer");
    }

    @Test
    @DisplayName("every byte arrives, both ways, whatever its value")
    void bytes() throws Exception {
        byte[] sent = new byte[BYTES];
        new Random(1).nextBytes(sent);
        PtyCommand command = PtyCommand.of("sh", "-c", "stty raw -echo; echo READY; exec head -c " + BYTES);
        try (PtySession session = provider.spawn(command)) {
            on(session).await("READY\n");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(session, sent));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            session.master().inputStream().transferTo(received);
            writing.get(TestLimits.TRANSFER.toSeconds(), TimeUnit.SECONDS);
            assertThat(Arrays.equals(received.toByteArray(), sent)).isTrue();
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(0));
        }
    }

    private static void write(PtySession session, byte[] bytes) {
        try {
            session.master().outputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("docs/remote.md shows the example that is run here")
    void example() throws Exception {
        Path module = Path.of(System.getProperty("basedir", "."));
        String source = Files.readString(module.resolve("src/test/java/example/DockerExample.java"));
        assertThat(Files.readString(module.resolve("../docs/remote.md")))
                .contains(source.substring(source.indexOf("import ")));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            DockerExample.run(daemon.target("box"));
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("/dev/pts/\\d+\r\n30 100\r\n" + Pattern.quote(new ExitStatus.Exited(7).toString()) + "\\R");
    }
}
