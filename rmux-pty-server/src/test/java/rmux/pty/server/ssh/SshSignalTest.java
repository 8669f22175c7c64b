// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** Signal requests, which OpenSSH's client does not send. */
class SshSignalTest {

    private static final int PACKET_ESTIMATE = 64;

    @TempDir
    Path directory;

    @Test
    @DisplayName("a signal request reaches the program; a program that it ends is reported with that signal")
    void signals() throws Exception {
        try (SshRig rig = new SshRig(directory);
                SshClient client = SshClient.setUpDefaultClient()) {
            client.start();
            try (ClientSession session = client.connect(SshRig.user(), SshServerOptions.LOOPBACK, rig.port())
                    .verify(TestLimits.STEP)
                    .getSession()) {
                KeyPair key = new FileKeyPairProvider(rig.directory().resolve("key"))
                        .loadKeys(session)
                        .iterator()
                        .next();
                session.addPublicKeyIdentity(key);
                session.auth().verify(TestLimits.STEP);
                assertSignals(session);
            }
        }
    }

    private static void assertSignals(ClientSession session) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ChannelExec channel =
                session.createExecChannel("trap 'echo got USR1' USR1; echo ready; while :; do sleep 0.1; done")) {
            channel.setOut(output);
            channel.open().verify(TestLimits.STEP);
            awaitText(output, "ready");
            send(channel, "USR1");
            awaitText(output, "got USR1");
            send(channel, "NOSUCH"); // is refused, and nothing happens
            send(channel, "TERM");
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TestLimits.STEP);
            assertThat(channel.getExitSignal()).isEqualTo("TERM");
            assertThat(channel.getExitStatus()).isNull();
        }
    }

    private static void send(ChannelExec channel, String name) throws IOException {
        Buffer buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, PACKET_ESTIMATE);
        buffer.putUInt(channel.getRecipient());
        buffer.putString("signal");
        buffer.putBoolean(false);
        buffer.putString(name);
        channel.writePacket(buffer);
    }

    private static void awaitText(ByteArrayOutputStream output, String text) throws Exception {
        Eventually.within(
                TestLimits.STEP,
                text,
                () -> output.toString(StandardCharsets.UTF_8).contains(text));
    }
}
