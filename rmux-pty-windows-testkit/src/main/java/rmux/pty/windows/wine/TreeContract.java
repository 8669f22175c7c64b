// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;

/** With either Windows backend, nothing outlives its job. */
@OnWindows
public abstract class TreeContract {

    @TempDir
    private Path directory;

    /** The backend. */
    protected abstract PtyProvider provider();

    /** A command for ptyprobe, with the console as its standard streams. */
    protected abstract PtyCommand probe(String... arguments);

    /** Where a program may write what it has to report. */
    protected final Path directory() {
        return directory;
    }

    @Test
    @DisplayName("SIG-08: child and grandchild of the program end with terminateTree()")
    final void terminateTree() throws Exception {
        try (PtySession session = provider().spawn(probe("tree", "2"))) {
            List<Long> pids = Trees.pids(session, new Screen(session));
            assertThat(pids)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .contains(session.child().pid().getAsLong())
                    .allMatch(Trees::isAlive);

            session.child().terminateTree();

            Trees.awaitGone(pids);
            assertThat(pids).noneMatch(Trees::isAlive);
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(1));
        }
    }

    @Test
    @DisplayName("LIFE-02: they end with close()")
    final void close() throws Exception {
        List<Long> pids;
        try (PtySession session = provider().spawn(probe("tree", "2"))) {
            pids = Trees.pids(session, new Screen(session));
            assertThat(pids).allMatch(Trees::isAlive);
        }
        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("LIFE-02: they end with close() when the leader has exited long before")
    final void orphans() throws Exception {
        List<Long> pids;
        try (PtySession session = provider().spawn(probe("tree-orphan", "2").withKeepOutputOpen(true))) {
            pids = Trees.pids(session, new Screen(session));
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            assertThat(pids.subList(pids.size() - 2, pids.size())).allMatch(Trees::isAlive);
        }
        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
    }

    @Test
    @DisplayName("breaking away from the job is refused unless the command allows it")
    final void breakaway() throws Exception {
        assertThat(reportOfBreakaway("refused", false)).isEqualTo("breakaway error 5\n");

        String allowed = reportOfBreakaway("allowed", true);
        assertThat(allowed).startsWith("breakaway pid ");
        long outside = Long.parseLong(allowed.strip().substring("breakaway pid ".length()));
        assertThat(Trees.isAlive(outside)).isTrue();
        ProcessHandle.of(outside).ifPresent(ProcessHandle::destroyForcibly);
    }

    private String reportOfBreakaway(String name, boolean allow) throws Exception {
        Path report = directory.resolve(name);
        PtyCommand command = probe("--output", report.toString(), "breakaway");
        try (PtySession session = provider().spawn(command.withOption(PtyOptions.ALLOW_BREAKAWAY, allow))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
        }
        return Files.readString(report);
    }
}
