// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import static org.assertj.core.api.Assertions.assertThat;

import house.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** What docs/cookbook.md shows works. */
@Timeout(60)
class CookbookTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    @DisplayName("every piece of code in the cookbook is in the file that is compiled and run")
    void quoted() throws Exception {
        String code = Pages.squeezed(
                Files.readString(Project.TOP.resolve("rmux-pty-guide/src/test/java/guide/Cookbook.java")));
        assertThat(Pages.pieces("docs/cookbook.md", "java"))
                .hasSize(9)
                .allSatisfy(piece -> assertThat(code).contains(Pages.squeezed(piece)));
    }

    @Test
    @DisplayName("errors are taken apart")
    void errorsApart() throws Exception {
        assertThat(Cookbook.errorsApart(PtyCommand.shell("echo out; echo oops >&2"), LIMIT))
                .isEqualTo("out\nerrors: oops\n");
    }

    @Test
    @DisplayName("output goes to a file")
    void intoFile() throws Exception {
        Path file = directory.resolve("log");
        assertThat(Cookbook.intoFile(PtyCommand.shell("echo hello; exit 4"), file))
                .isEqualTo(new ExitStatus.Exited(4));
        assertThat(file).hasContent("hello\r\n");
    }

    @Test
    @DisplayName("lines are fed, and the input has an end")
    void feed() throws Exception {
        assertThat(Cookbook.feed(PtyCommand.of("sort"), List.of("b", "c", "a"))).isEqualTo("a\r\nb\r\nc\r\n");
    }

    @Test
    @DisplayName("output is read line by line")
    void lines() throws Exception {
        assertThat(Cookbook.lines(PtyCommand.of("seq", "3"))).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("many programs run, some at a time, and each status is its own")
    void manyAtOnce() throws Exception {
        List<PtyCommand> commands =
                List.of(PtyCommand.shell("exit 1"), PtyCommand.shell("exit 2"), PtyCommand.shell("exit 3"));
        assertThat(Cookbook.manyAtOnce(commands, 2, LIMIT))
                .containsExactly(new ExitStatus.Exited(1), new ExitStatus.Exited(2), new ExitStatus.Exited(3));
    }

    @Test
    @DisplayName("a Process, on a terminal where there are some")
    void process() throws Exception {
        Process process = Cookbook.withoutTerminalIfNeedBe(List.of("sh", "-c", "test -t 0 && exit 7"));
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
    }

    @Test
    @DisplayName("a job that minds no hang-up outlives the session")
    void leaveJobsRunning() throws Exception {
        Path pid = directory.resolve("pid");
        Cookbook.leaveJobsRunning(PtyCommand.of("sh"), "nohup sleep 600 >/dev/null 2>&1 & echo $! >" + pid);
        ProcessHandle job =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        assertThat(job.isAlive()).isTrue();
        assertThat(job.destroyForcibly()).isTrue();
    }

    @Test
    @DisplayName("what runs in the foreground is interrupted")
    void interrupt() throws Exception {
        try (PtySession session = PtyCommand.of("sleep", "600").spawn()) {
            assertThat(Cookbook.interrupt(session, LIMIT).orElseThrow().shellCode())
                    .isEqualTo(130);
        }
    }

    @Test
    @DisplayName("a question is answered")
    void answer() throws Exception {
        PtyCommand command =
                PtyCommand.shell("stty -echo; printf 'Password: '; read word; stty echo; echo; echo \"got $word\"");
        assertThat(Cookbook.answer(command, "secret")).contains("got secret");
    }
}
