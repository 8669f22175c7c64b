// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.RealLibC;
import rmux.pty.posix.platform.Errno;

/** What programs leave behind, and how it ends. */
class LeftoversTest {

    /** Leaves a background job in a group of its own, one that ignores the hang-up, and one in a session of its own. */
    private static final String FAMILY = """
            set -m
            sleep 1000 & echo $!
            (trap '' HUP; exec sleep 1000) & echo $!
            (trap '' HUP; setsid sleep 1000 & echo $!; wait) &
            echo done
            """;

    /** Notes which processes are pinned, each of them to be killed. */
    private static final class KillOrder extends RealLibC {
        private final List<Integer> pinned = new CopyOnWriteArrayList<>();

        @Override
        public int pidfd_open(int pid, int flags) {
            pinned.add(pid);
            return super.pidfd_open(pid, flags);
        }
    }

    private final PtyProvider provider = PtyProviders.installed().named("posix");

    private static List<ProcessHandle> family(PtySession session) throws Exception {
        List<ProcessHandle> handles = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(session.master().inputStream(), StandardCharsets.UTF_8));
        boolean done = false;
        while (!done || handles.size() < 3) {
            String line = lines.readLine();
            assertThat(line).isNotNull();
            if (line.equals("done")) {
                done = true;
            } else {
                handles.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
            }
        }
        return handles;
    }

    @Test
    @DisplayName("SIG-08: a leader that waits for its children is ended before it can see them end, 100 times of 100")
    void leaderSeesNothing() throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "sleep 1000 & sleep 1000 & sleep 1000 & echo; wait; exit 0");
        KillOrder order = new KillOrder();
        PtyProvider recorded = new PosixPtyProvider(order);
        for (int i = 0; i < 100; i++) {
            try (PtySession session = recorded.spawn(command)) {
                assertThat(session.master().inputStream().read()).isEqualTo('\r');
                order.pinned.clear();
                session.child().terminateTree();
                assertThat(order.pinned).first().isEqualTo((int)
                        session.child().pid().getAsLong());
                assertThat(session.child().waitFor(TestLimits.SOON)).containsInstanceOf(ExitStatus.Signaled.class);
            }
        }
    }

    private static void assertAllEnd(List<ProcessHandle> handles) throws Exception {
        for (ProcessHandle handle : handles) {
            handle.onExit().get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("SIG-08: terminateTree ends other groups, other sessions and those that ignore the hang-up")
    void terminateTree() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("bash", "-c", FAMILY + "exec sleep 1000"))) {
            List<ProcessHandle> family = family(session);
            session.child().terminateTree();
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Signaled(9, "SIGKILL", false));
            assertAllEnd(family);
        }
    }

    @Test
    @DisplayName(
            "SIG-08: terminateTree finds them even if the leader has exited, except for those in sessions of their own")
    void terminateTreeAfterExit() throws Exception {
        try (PtySession session =
                provider.spawn(PtyCommand.of("bash", "-c", FAMILY + "read -r").withKeepOutputOpen(true))) {
            List<ProcessHandle> family = family(session);
            session.master().outputStream().write('\n');
            session.child().waitFor();
            session.child().terminateTree();
            assertAllEnd(family);
        }
    }

    @Test
    @DisplayName("SIG-08: one that may not be ended, another user's, does not keep the others alive")
    void refusedOnce() throws Exception {
        AlteredLibC libC = new AlteredLibC();
        try (PtySession session =
                new PosixPtyProvider(libC.build()).spawn(PtyCommand.of("bash", "-c", FAMILY + "exec sleep 1000"))) {
            List<ProcessHandle> family = family(session);
            libC.failingOnce("pidfd_send_signal", Errno.EPERM);
            session.child().terminateTree();
            assertAllEnd(family);
        }
    }

    @Test
    @DisplayName("SIG-08: where none may be ended, the error names them")
    void refused() throws Exception {
        AlteredLibC libC = new AlteredLibC().failing("pidfd_send_signal", Errno.EPERM);
        try (PtySession session = new PosixPtyProvider(libC.build()).spawn(PtyCommand.of("sleep", "1000"))) {
            assertThatThrownBy(() -> session.child().terminateTree())
                    .isInstanceOf(PtyException.class)
                    .hasMessage("processes " + session.child().pid().getAsLong()
                            + " cannot be ended: pidfd_send_signal failed: EPERM (1): Operation not permitted [EPERM]");
        }
    }

    @Test
    @DisplayName("LIFE-02: close hangs up, and after a grace period ends what ignores that")
    void close() throws Exception {
        List<ProcessHandle> family;
        PtyCommand command = PtyCommand.of("bash", "-c", FAMILY + "trap '' HUP; while :; do sleep 1000; done")
                .withHangupGrace(Duration.ofMillis(50));
        try (PtySession session = provider.spawn(command)) {
            family = family(session);
        }
        assertAllEnd(family);
    }

    @Test
    @DisplayName("LIFE-02: what a leader left behind that had exited before the close is ended as well")
    void closeAfterExit() throws Exception {
        List<ProcessHandle> family;
        try (PtySession session = provider.spawn(PtyCommand.of("bash", "-c", FAMILY + "read -r"))) {
            family = family(session);
            session.master().outputStream().write('\n');
            session.child().waitFor();
        }
        assertAllEnd(family);
    }
}
