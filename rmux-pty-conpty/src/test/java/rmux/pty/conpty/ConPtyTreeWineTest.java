// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.Trees;

/** Nothing outlives its job. */
@OnWindows
class ConPtyTreeWineTest {

    private final ConPtyProvider provider = new ConPtyProvider();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("SIG-08: grandchild and great-grandchild end with terminateTree()")
    void terminateTree() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("tree", "2"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            List<Long> pids = Trees.pids(session, screen);
            assertThat(pids).hasSize(4).allMatch(Trees::isAlive);

            session.child().terminateTree();

            Trees.awaitGone(pids);
            assertThat(pids).noneMatch(Trees::isAlive);
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(1));
        }
    }

    @Test
    @DisplayName("LIFE-02: they end with close()")
    void close() throws Exception {
        List<Long> pids;
        try (PtySession session = provider.spawn(Programs.probe("tree", "2"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            pids = Trees.pids(session, screen);
            assertThat(pids).allMatch(Trees::isAlive);
        }
        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("LIFE-02: they end with close() when the leader has exited long before")
    void orphans() throws Exception {
        List<Long> pids;
        try (PtySession session =
                provider.spawn(Programs.probe("tree-orphan", "2").keepOutputOpen(true))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            pids = Trees.pids(session, screen);
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            assertThat(pids.subList(2, 4)).allMatch(Trees::isAlive);
        }
        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("IO-04: with keepOutputOpen the output ends when the last descendant has")
    void keepOutputOpen() throws Exception {
        try (PtySession session =
                provider.spawn(Programs.probe("tree-orphan", "2").keepOutputOpen(true))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            List<Long> pids = Trees.pids(session, screen);
            session.child().waitFor(Screen.LIMIT);
            assertThat(session.master().read(java.nio.ByteBuffer.allocate(1), java.time.Duration.ofMillis(300)))
                    .isNotNegative();

            session.child().terminateTree();

            screen.rest();
            Trees.awaitGone(pids);
        }
    }

    private List<Long> awaitReport(Path report, Process helper) throws Exception {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            long end = System.nanoTime() + Screen.LIMIT.toNanos();
            while (!Files.exists(report)) {
                watch.poll(100, TimeUnit.MILLISECONDS);
                assertThat(System.nanoTime()).as("the helper's time").isLessThan(end);
                assertThat(helper.isAlive()).as("the helper").isTrue();
            }
        }
        return Files.readAllLines(report).stream().map(Long::parseLong).toList();
    }

    @Test
    @DisplayName("LIFE-05: they end with the JVM, killed without being asked")
    void jvmDies() throws Exception {
        Path report = directory.resolve("pids");
        Process helper = new ProcessBuilder(HelperMain.command(report))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> pids = awaitReport(report, helper);
        assertThat(pids).hasSize(4).allMatch(Trees::isAlive);

        helper.destroyForcibly();

        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("a JVM that is itself in a job starts programs in nested jobs, and all end with the outer one")
    void nestedJobs() throws Exception {
        Path report = directory.resolve("pids");
        List<String> command = HelperMain.command(report);
        List<Long> pids;
        try (PtySession outer = provider.spawn(PtyCommand.of(command.get(0), command.subList(1, command.size())))) {
            Process helper = outer.toProcess();
            pids = awaitReport(report, helper);
            assertThat(pids).hasSize(4).allMatch(Trees::isAlive);
            outer.child().terminateTree();
            Trees.awaitGone(pids);
        }
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("breaking away from the job is refused unless the command allows it")
    void breakaway() throws Exception {
        Path report = directory.resolve("refused");
        try (PtySession session = provider.spawn(Programs.probeAlone("--output", report.toString(), "breakaway"))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
        }
        assertThat(Files.readString(report)).isEqualTo("breakaway error 5\n");

        Path allowed = directory.resolve("allowed");
        long outside;
        try (PtySession session = provider.spawn(Programs.probeAlone("--output", allowed.toString(), "breakaway")
                .option(PtyOptions.ALLOW_BREAKAWAY, true))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            outside = Long.parseLong(Files.readString(allowed).strip().substring("breakaway pid ".length()));
        }
        assertThat(Trees.isAlive(outside)).isTrue();
        ProcessHandle.of(outside).ifPresent(ProcessHandle::destroyForcibly);
    }
}
