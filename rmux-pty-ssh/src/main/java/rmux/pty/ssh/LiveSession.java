// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import rmux.pty.remote.Heartbeat;

/**
 * A session that is asked whether it is there. MINA's own heartbeat counts only its answers, which a busy connection delivers behind
 * all data that is on its way: here whatever arrives is a sign of life.
 */
final class LiveSession extends ClientSessionImpl {

    private static final String QUESTION = "keepalive@rmux-pty";

    private volatile @Nullable Heartbeat heartbeat;

    private LiveSession(SshClient client, IoSession io) throws Exception {
        super(client, io);
    }

    /** Makes sessions of this kind. */
    static SessionFactory factory(SshClient client) {
        return new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
                return new LiveSession(client, io);
            }
        };
    }

    /** Begins to ask, once the user is logged in. */
    void ask(Duration interval) {
        heartbeat = Heartbeat.start(interval, this::question, () -> {
            var unused = close(true);
        });
    }

    private boolean question() {
        try {
            Buffer buffer = createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
            buffer.putString(QUESTION);
            buffer.putBoolean(true);
            var unused = request(buffer, QUESTION, (command, answer) -> {});
            return true;
        } catch (IOException | RuntimeException e) {
            stop(); // the connection has ended
            return false;
        }
    }

    @Override
    public void messageReceived(Readable bytes) throws Exception {
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.heard();
        }
        super.messageReceived(bytes);
    }

    @Override
    protected void preClose() {
        stop();
        super.preClose();
    }

    private void stop() {
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.close();
        }
    }
}
