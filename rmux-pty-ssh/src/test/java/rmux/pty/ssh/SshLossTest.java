// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.peers.Relay;
import rmux.pty.testkit.expect.Expect;

/** The connection lost in the middle: reads throw, the exit is Unknown, and nothing is left that the rule does not allow. */
@Tag("full")
@Tag("once")
class SshLossTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private static PtySession sleeping(SshPtyProvider provider, String seconds) throws Exception {
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "echo READY; exec sleep " + seconds));
        Expect.on(session.master(), TestLimits.STEP).await("READY\r\n");
        return session;
    }

    private static void assertLost(PtySession session) throws Exception {
        assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1), TestLimits.STEP))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("the connection to the program was lost");
        assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow()).isInstanceOf(ExitStatus.Unknown.class);
    }

    private static void await(String what, List<String> left) {
        assertThat(left).as(what).isEmpty();
    }

    /** Nothing announces that a thread or a process of somebody else has gone. */
    private static void awaitNothingLeft(String command) {
        long deadline = System.nanoTime() + TestLimits.STEP.toNanos();
        while (System.nanoTime() - deadline < 0
                && !(threads().isEmpty() && processes(command).isEmpty())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        await("threads", threads());
        await("processes", processes(command));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("SshClient") || name.startsWith("rmux-ssh"))
                .toList();
    }

    private static List<String> processes(String command) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine())
                .flatMap(Optional::stream)
                .filter(line -> line.endsWith(command))
                .toList();
    }

    private static void assertMayBeLeft(PtySession session) {
        assertThatThrownBy(session::close)
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("may be left running on");
    }

    @Test
    @DisplayName("the server is killed: the loss is reported, and that the program may be left")
    void serverKilled() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory)) {
            try (SshPtyProvider provider = SshPtyProvider.connect(server.target())) {
                PtySession session = sleeping(provider, "1101");
                server.kill();
                assertLost(session);
                assertMayBeLeft(session);
            }
            awaitNothingLeft("sleep 1101");
        }
    }

    @Test
    @DisplayName("a TCP reset: the next session makes a new connection")
    void reset() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory);
                Relay relay = Relay.toPort(server.port())) {
            try (SshPtyProvider provider = SshPtyProvider.connect(server.through(relay.port()))) {
                PtySession session = sleeping(provider, "1102");
                relay.cut();
                assertLost(session);
                assertMayBeLeft(session);
                try (PtySession next = sleeping(provider, "1102")) {
                    assertThat(next.child().exitStatus()).isEmpty();
                }
            }
            awaitNothingLeft("sleep 1102");
        }
    }

    @Test
    @DisplayName("silence: after three heartbeats without an answer the connection is lost")
    void silence() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory);
                Relay relay = Relay.toPort(server.port())) {
            SshTarget target = server.through(relay.port()).withHeartbeat(HEARTBEAT);
            try (SshPtyProvider provider = SshPtyProvider.connect(target)) {
                PtySession session = sleeping(provider, "1103");
                relay.fallSilent();
                assertLost(session);
                assertMayBeLeft(session);
            }
        }
        awaitNothingLeft("sleep 1103");
    }
}
