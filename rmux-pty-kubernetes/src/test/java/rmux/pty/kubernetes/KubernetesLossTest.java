// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** The cluster lost in the middle: reads throw, the exit is Unknown, and closing ends the program or says that it may be left. */
@Tag("once")
class KubernetesLossTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private PodServer server;
    private Relay relay;
    private KubernetesTarget target;

    @BeforeEach
    void start() throws Exception {
        server = PodServer.start(directory);
        relay = Relay.toPort(server.port());
        Path through = server.kubeconfig(directory.resolve("through"), relay.port(), server.token());
        target = KubernetesTarget.of("default/box").withKubeconfig(through);
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
    }

    private static PtySession sleeping(KubernetesPtyProvider provider, String seconds) throws Exception {
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "echo READY; exec sleep " + seconds));
        Expect.on(session.master(), TestLimits.STEP).await("READY\r\n");
        return session;
    }

    private static void assertLost(PtySession session) throws Exception {
        assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1), TestLimits.STEP))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("the connection");
        assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow()).isInstanceOf(ExitStatus.Unknown.class);
    }

    private static List<String> processes(String command) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine())
                .flatMap(Optional::stream)
                .filter(line -> line.endsWith(command))
                .toList();
    }

    /** Nothing announces that a process of somebody else has gone. */
    private static void awaitGone(String command) {
        long deadline = System.nanoTime() + TestLimits.STEP.toNanos();
        while (System.nanoTime() - deadline < 0 && !processes(command).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(processes(command)).isEmpty();
    }

    @Test
    @DisplayName("a TCP reset: closing ends the program by a new connection, which the next session uses, too")
    void reset() throws Exception {
        KubernetesPtyProvider provider = KubernetesPtyProvider.connect(target);
        PtySession session = sleeping(provider, "1301");
        relay.cut();
        assertLost(session);
        session.close();
        awaitGone("sleep 1301");
        try (PtySession next = sleeping(provider, "1301")) {
            assertThat(next.child().exitStatus()).isEmpty();
        }
        awaitGone("sleep 1301");
    }

    @Test
    @DisplayName(
            "silence: after three heartbeats without an answer the connection is lost; a quiet one that answers stays")
    void silence() throws Exception {
        KubernetesPtyProvider provider = KubernetesPtyProvider.connect(target.withHeartbeat(HEARTBEAT));
        PtySession session = sleeping(provider, "1302");
        assertThat(session.child().waitFor(HEARTBEAT.multipliedBy(6)))
                .as("a program that says nothing")
                .isEmpty();
        relay.fallSilent();
        assertLost(session);
        relay.close();
        assertThatThrownBy(session::close)
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("may be left running in kube:default/box");
    }

    @Test
    @DisplayName("a cluster that goes down: the loss is reported, and that the program may be left")
    void down() throws Exception {
        PtySession session = sleeping(KubernetesPtyProvider.connect(target), "1303");
        relay.close();
        assertLost(session);
        assertThatThrownBy(session::close)
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("may be left running in kube:default/box");
    }
}
