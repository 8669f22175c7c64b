// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the agent that {@code SSH_AUTH_SOCK} names. MINA's own needs a native library of Tomcat; the JDK can do without.
 * Forwarding an agent to the other machine is not offered.
 */
final class AgentConnection extends AbstractAgentProxy {

    private static final int LONGEST_ANSWER = 256 * 1024;

    private final SocketChannel channel;

    private AgentConnection(SocketChannel channel) {
        super(null);
        this.channel = channel;
    }

    /** Returns a factory of agents; without an agent, it makes none. */
    static SshAgentFactory factory() {
        return new SshAgentFactory() {
            @Override
            public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
                return List.of();
            }

            @Override
            public @Nullable SshAgent createClient(@Nullable Session session, FactoryManager manager) {
                return connect(System.getenv("SSH_AUTH_SOCK"));
            }

            @Override
            public @Nullable SshAgentServer createServer(ConnectionService service) {
                return null;
            }
        };
    }

    private static @Nullable SshAgent connect(@Nullable String socket) {
        if (socket == null || socket.isEmpty()) {
            return null;
        }
        try {
            return new AgentConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException | RuntimeException e) {
            // An agent that is gone is as good as none: key files may do.
            return null;
        }
    }

    @Override
    protected Buffer request(Buffer buffer) throws IOException {
        synchronized (channel) {
            ByteBuffer question = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
            while (question.hasRemaining()) {
                channel.write(question);
            }
            int length = read(Integer.BYTES).getInt();
            if (length < 1 || length > LONGEST_ANSWER) {
                throw new IOException("the agent's answer has the impossible length " + length);
            }
            return new ByteArrayBuffer(read(length).array());
        }
    }

    private ByteBuffer read(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent closed the connection");
            }
        }
        return bytes.flip();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
