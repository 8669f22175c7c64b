// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import house.Project;
import java.io.ByteArrayOutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** What docs/guide.md shows works. */
@Timeout(60)
class TenTasksTest {

    private static final long LIMIT_SECONDS = 30;

    @Test
    @DisplayName("every piece of code in the guide is in the file that is compiled and run")
    void quoted() throws Exception {
        String code = Pages.squeezed(
                Files.readString(Project.TOP.resolve("rmux-pty-guide/src/test/java/guide/TenTasks.java")));
        List<String> pieces = Pages.pieces("docs/guide.md", "java");
        assertThat(pieces).hasSize(10).allSatisfy(piece -> assertThat(code).contains(Pages.squeezed(piece)));
    }

    @Test
    @DisplayName("the piece of Kotlin in the guide is in the example that is compiled and run")
    void kotlin() throws Exception {
        String code = Pages.squeezed(
                Files.readString(Project.TOP.resolve("examples/kotlin/src/main/kotlin/example/Hello.kt")));
        List<String> pieces = Pages.pieces("docs/guide.md", "kotlin");
        assertThat(pieces).hasSize(1).allSatisfy(piece -> assertThat(code).contains(Pages.squeezed(piece)));
    }

    @Test
    @DisplayName("a login shell is connected to a stream, and its status is the shell's")
    void bridge() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(TenTasks.bridge(TerminalSize.of(80, 24), out)).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("exit 3");
    }

    @Test
    @DisplayName("a command is run and its output taken")
    void capture() throws Exception {
        assertThat(TenTasks.capture()).isEqualTo("one\ntwo\n");
    }

    @Test
    @DisplayName("a command that takes too long is ended, and what it wrote is there")
    void timeLimit() throws Exception {
        assertThat(new String(TenTasks.timeLimit(), UTF_8)).isEqualTo("begun\r\n");
    }

    @Test
    @DisplayName("output is delivered, the size changes, and the tree ends")
    void session() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        Semaphore pieces = new Semaphore(0);
        PtyCommand command = PtyCommand.shell("trap 'stty size' WINCH; while :; do sleep 0.1; done");
        try (PtySession session = command.spawn()) {
            CompletableFuture<Void> ended = TenTasks.listen(session, bytes -> {
                seen.updateAndGet(before -> before + UTF_8.decode(bytes.duplicate()));
                pieces.release();
            });
            CompletableFuture<Integer> status = TenTasks.whenItEnds(session);
            // The trap may not be set yet when the first change arrives.
            for (int rows = 25; !seen.get().contains("24 77") && rows < 325; rows++) {
                TenTasks.resize(session, 77, rows);
                TenTasks.resize(session, 77, 24);
                pieces.tryAcquire(200, TimeUnit.MILLISECONDS);
            }
            assertThat(seen.get()).contains("24 77");
            TenTasks.endTheTree(session);
            assertThat(status.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(128 + 9);
            ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("variables are set and removed")
    void environment() throws Exception {
        PtyCommand command = TenTasks.environment(PtyCommand.shell("echo $EDITOR ${AWS_SECRET_ACCESS_KEY-none}")
                .withEnvironment("AWS_SECRET_ACCESS_KEY", "secret"));
        assertThat(command.run(java.time.Duration.ofSeconds(LIMIT_SECONDS)).text())
                .isEqualTo("vi none\n");
    }

    @Test
    @DisplayName("a password prompt is noticed")
    void password() throws Exception {
        try (PtySession session =
                PtyCommand.shell("stty -echo; echo ready; read secret").spawn()) {
            assertThat(readLine(session)).isEqualTo("ready");
            assertThat(TenTasks.askedForPassword(session)).isTrue();
        }
    }

    @Test
    @DisplayName("a raw terminal passes bytes through")
    void raw() throws Exception {
        try (PtySession session = TenTasks.raw()) {
            session.write("a\rb\n");
            assertThat(new String(session.master().inputStream().readNBytes(4), UTF_8))
                    .isEqualTo("a\rb\n");
        }
    }

    private static String readLine(PtySession session) throws Exception {
        StringBuilder line = new StringBuilder();
        Reader reader = session.reader(UTF_8);
        for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
