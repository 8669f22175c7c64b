// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtySession;
import rmux.pty.server.TestLimits;
import rmux.pty.testkit.expect.Expect;

/** Whom and what the SSH server refuses. */
@Tag("once")
class SshRefusalTest {

    private static final byte[] NOTHING = {};

    @TempDir
    Path directory;

    private static Run connect(SshRig rig, String user, Path key) throws Exception {
        return Run.of(rig.client(user, key, List.of(), "echo in"), NOTHING, TestLimits.STEP);
    }

    @Test
    @DisplayName("a key that is not in the file, and another user's name: both are refused")
    void strangers() throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            assertThat(connect(rig, SshRig.user(), rig.newKey("other")).errors())
                    .contains("Permission denied (publickey)");
            assertThat(connect(rig, "nobody", directory.resolve("key")).errors())
                    .contains("Permission denied (publickey)");
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).text())
                    .isEqualTo("in\n");
        }
    }

    @Test
    @DisplayName("a key with a restriction that is not supported is not admitted; one whose restrictions are met is")
    void restrictedKeys() throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            Path authorized = directory.resolve("authorized_keys");
            String key = Files.readString(directory.resolve("key.pub"));
            Files.writeString(authorized, "command=\"date\" " + key);
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).errors())
                    .contains("Permission denied");
            Files.writeString(authorized, "no-port-forwarding,no-X11-forwarding " + key);
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).text())
                    .isEqualTo("in\n");
        }
    }

    @Test
    @DisplayName("a file of keys that others can write admits nobody")
    void writableByOthers() throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            Files.setPosixFilePermissions(
                    directory.resolve("authorized_keys"), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).errors())
                    .contains("Permission denied");
        }
    }

    @Test
    @DisplayName("a port forwarding is refused, and the connection goes on")
    void forwarding() throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            Run run = Run.of(
                    rig.client(List.of("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"), "echo in"),
                    NOTHING,
                    TestLimits.STEP);
            assertThat(run.status()).isEqualTo(255);
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).text())
                    .isEqualTo("in\n");
        }
    }

    @Test
    @DisplayName("one session more than allowed: one clear sentence, and the first goes on")
    void tooManySessions() throws Exception {
        try (SshRig rig = new SshRig(directory, options -> options.withMaximumSessions(1));
                PtySession first = rig.clientOnTerminal(List.of("-tt"), "echo ready; read line; echo got $line")
                        .spawn()) {
            Expect expect = Expect.on(first.master(), TestLimits.STEP);
            expect.await("ready");
            assertThat(connect(rig, SshRig.user(), directory.resolve("key")).errors())
                    .isEqualTo("rmux-pty: all 1 sessions of this server are in use; end one of them first\r\n");
            expect.sendLine("more");
            expect.await("got more");
        }
    }

    @Test
    @DisplayName("a host key that others can read, and a port in use: one sentence each")
    void badStart() throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            SshServerOptions options =
                    SshServerOptions.of(directory.resolve("authorized_keys"), directory.resolve("state/host_key"));
            assertThatThrownBy(() -> PtySshServer.start(options.withAddress(SshServerOptions.LOOPBACK, rig.port())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + rig.port());
            Files.setPosixFilePermissions(options.hostKey(), PosixFilePermissions.fromString("rw-r--r--"));
            assertThatThrownBy(() -> PtySshServer.start(options.withAddress(SshServerOptions.LOOPBACK, 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("accessible to other users");
        }
    }
}
