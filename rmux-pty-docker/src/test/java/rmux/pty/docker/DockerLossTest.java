// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.peers.Relay;
import rmux.pty.testkit.expect.Expect;

/** The engine lost in the middle: reads throw, the exit is Unknown, and closing ends the program or says that it may be left. */
@Tag("full")
@Tag("once")
class DockerLossTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    @TempDir(cleanup = CleanupMode.NEVER) // what is mounted below goes with the engine
    Path directory;

    private static PtySession sleeping(DockerPtyProvider provider, String seconds) throws Exception {
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "echo READY; exec sleep " + seconds));
        Expect.on(session.master(), TestLimits.STEP).await("READY\r\n");
        return session;
    }

    private static void assertLost(PtySession session) throws Exception {
        assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1), TestLimits.STEP))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("the connection to");
        assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow()).isInstanceOf(ExitStatus.Unknown.class);
    }

    @Test
    @DisplayName("a cut connection: closing ends the program by a new one, which the next session uses, too")
    void cut() throws Exception {
        try (DockerDaemon daemon = DockerDaemon.start(directory);
                Relay relay = Relay.toSocket(daemon.socketFile(), directory.resolve("relay.sock"))) {
            daemon.container("box");
            DockerPtyProvider provider =
                    DockerPtyProvider.connect(DockerTarget.of("box").withHost(relay.address()));
            PtySession session = sleeping(provider, "1201");
            relay.cut();
            assertLost(session);
            session.close();
            assertThat(daemon.docker("exec", "box", "ps")).doesNotContain("sleep 1201");
            try (PtySession next = sleeping(provider, "1201")) {
                assertThat(next.child().exitStatus()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("silence, then an engine that is killed: the loss is reported, and that the program may be left")
    void silenceAndKill() throws Exception {
        try (DockerDaemon daemon = DockerDaemon.start(directory);
                Relay relay = Relay.toSocket(daemon.socketFile(), directory.resolve("relay.sock"))) {
            daemon.container("box");
            DockerTarget target = daemon.target("box").withHeartbeat(HEARTBEAT);
            PtySession quiet = sleeping(DockerPtyProvider.connect(target.withHost(relay.address())), "1202");
            PtySession killed = sleeping(DockerPtyProvider.connect(target), "1203");
            relay.fallSilent();
            assertLost(quiet);
            daemon.kill();
            assertLost(killed);
            assertThatThrownBy(killed::close)
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("may be left running in docker:box");
            relay.shut();
            assertThatThrownBy(quiet::close)
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("may be left running in docker:box");
        }
    }
}
