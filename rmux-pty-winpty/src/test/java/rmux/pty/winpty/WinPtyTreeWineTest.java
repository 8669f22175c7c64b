// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.TreeContract;
import rmux.pty.windows.wine.Trees;

/** What a program starts lives and dies with its session. */
@OnWindows
class WinPtyTreeWineTest extends TreeContract {

    private final WinPtyProvider provider = new WinPtyProvider();

    @Override
    protected PtyProvider provider() {
        return provider;
    }

    @Override
    protected PtyCommand probe(String... arguments) {
        return Programs.probe(arguments);
    }

    @Test
    @DisplayName("LIFE-02: the agent ends with close()")
    void closeEndsAgent() throws Exception {
        List<Long> before = children();
        List<Long> pids;
        try (PtySession session = provider.spawn(Programs.probe("tree", "2"))) {
            pids = Trees.pids(session, new Screen(session));
            assertThat(children()).hasSizeGreaterThan(before.size());
        }
        Trees.awaitGone(pids);
        assertThat(pids).noneMatch(Trees::isAlive);
        assertThat(children()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrl-c-wait", "ignore-close", "no-read"})
    @DisplayName("LIFE-02: close() ends a program that minds the end of its console, and one that does not")
    void closing(String waiting) throws Exception {
        PtySession session = provider.spawn(Programs.probe(waiting).withHangupGrace(Duration.ofMillis(200)));
        new Screen(session).await("READY");
        session.close();

        // 0 is Wine's doing, 1 our job's; which one depends on who was faster.
        assertThat(session.child().exitStatus()).isPresent();
        assertThat(Trees.isAlive(session.child().pid().getAsLong())).isFalse();
    }

    private static List<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    @Test
    @DisplayName(
            "IO-04: with keepOutputOpen the output goes on after the leader's exit, and ends when the last descendant has")
    void keepOutputOpen() throws Exception {
        try (PtySession session =
                provider.spawn(Programs.probe("tree-orphan", "2").withKeepOutputOpen(true))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            List<Long> pids = Trees.pids(session, screen);
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            for (int i = 0; i < 10; i++) {
                assertThat(session.master().read(ByteBuffer.allocate(100), Duration.ofMillis(200)))
                        .isNotNegative();
            }
            assertThat(pids.subList(1, 3)).allMatch(Trees::isAlive);

            pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

            screen.rest();
            Trees.awaitGone(pids);
        }
    }

    @Test
    @DisplayName("the program is in a job from its first instruction on")
    void inJob() throws Exception {
        Path report = directory().resolve("job");
        try (PtySession session = provider.spawn(Programs.probe("--output", report.toString(), "job"))) {
            // Wine 8 does not tell a process about its own job; what is asked first is enough.
            assertThat(session.child().waitFor(Screen.LIMIT)).isPresent();
        }
        assertThat(Files.readString(report)).startsWith("in-job yes");
    }
}
