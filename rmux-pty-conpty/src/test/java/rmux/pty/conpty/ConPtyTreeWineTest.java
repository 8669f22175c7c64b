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
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.TreeContract;
import rmux.pty.windows.wine.Trees;

/** Nothing outlives its job. */
@OnWindows
class ConPtyTreeWineTest extends TreeContract {

    private final ConPtyProvider provider = new ConPtyProvider();

    @Override
    protected PtyProvider provider() {
        return provider;
    }

    @Override
    protected PtyCommand probe(String... arguments) {
        return Programs.probe(arguments);
    }

    @Test
    @DisplayName("IO-04: with keepOutputOpen the output ends when the last descendant has")
    void keepOutputOpen() throws Exception {
        try (PtySession session =
                provider.spawn(Programs.probe("tree-orphan", "2").withKeepOutputOpen(true))) {
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
            directory().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
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
        Path report = directory().resolve("pids");
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
        Path report = directory().resolve("pids");
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
}
