// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.TerminalSize;

/**
 * A client of a hub's socket. Each object is one connection, for one request. Safe for use by two threads: one that shows
 * output, and one that sends input.
 */
public final class HubClient implements AutoCloseable {

    private final SocketChannel channel;
    private final Object writing = new Object();

    private HubClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects to a hub.
     *
     * @param file its socket
     * @return the client, which the caller closes
     * @throws IOException if nobody listens there, or another user does
     */
    public static HubClient connect(Path file) throws IOException {
        return new HubClient(HubSocket.connect(file));
    }

    /**
     * Creates a session.
     *
     * @param name its name; empty for the first free number
     * @param command the program and its arguments; empty for the login shell
     * @param size the size of its terminal
     * @param directory where it starts
     * @param environment its environment
     * @return its name
     * @throws HubException if the hub refuses
     * @throws IOException if the connection is lost
     */
    public String create(
            String name, List<String> command, TerminalSize size, Path directory, Map<String, String> environment)
            throws IOException {
        return ask(HubRequest.of("new", name)
                .withWindow(size, false)
                .withProgram(command, directory.toString(), environment));
    }

    /**
     * Returns the sessions, a line each.
     *
     * @return name, state, viewers, size, start, program and title, separated by tabs
     * @throws IOException if the connection is lost
     */
    public String list() throws IOException {
        return ask(HubRequest.of("list", ""));
    }

    /**
     * Ends a session.
     *
     * @param name its name
     * @throws HubException if there is none of that name
     * @throws IOException if the connection is lost
     */
    public void kill(String name) throws IOException {
        String killed = ask(HubRequest.of("kill", name));
        assert killed.equals(name);
    }

    /**
     * Detaches all viewers of a session.
     *
     * @param name its name
     * @throws HubException if there is none of that name
     * @throws IOException if the connection is lost
     */
    public void detach(String name) throws IOException {
        String detached = ask(HubRequest.of("detach", name));
        assert detached.equals(name);
    }

    private String ask(HubRequest request) throws IOException {
        HubFrame.write(channel, HubFrame.REQUEST, ByteBuffer.wrap(request.toJson()));
        HubFrame answer = HubFrame.read(channel).orElseThrow(HubClient::lost);
        if (answer.type() == HubFrame.REFUSED) {
            throw new HubException(answer.text());
        }
        return answer.text();
    }

    private static IOException lost() {
        return new IOException("the hub has gone, and its sessions with it");
    }

    /**
     * Attaches to a session and shows its output until it ends or the viewer is detached; blocks until then.
     *
     * @param name its name
     * @param window the size of the window
     * @param readOnly whether to watch only
     * @param sink where the output goes
     * @throws HubException if the hub refuses
     * @throws IOException if the connection is lost, and with it all sessions
     */
    public void attach(String name, TerminalSize window, boolean readOnly, ViewerSink sink) throws IOException {
        HubRequest request = HubRequest.of("attach", name).withWindow(window, readOnly);
        HubFrame.write(channel, HubFrame.REQUEST, ByteBuffer.wrap(request.toJson()));
        while (true) {
            Optional<HubFrame> next = HubFrame.read(channel);
            HubFrame frame = next.orElseThrow(HubClient::lost);
            switch (frame.type()) {
                case HubFrame.OUTPUT -> sink.output(ByteBuffer.wrap(frame.content()));
                case HubFrame.REFUSED -> throw new HubException(frame.text());
                case HubFrame.ENDED -> {
                    sink.ended(frame.text());
                    return;
                }
                default -> throw new IOException("the hub answers with something unknown; is it of another release?");
            }
        }
    }

    /**
     * Sends input to the session that is attached to.
     *
     * @param bytes what was typed
     * @throws IOException if the connection is lost
     */
    public void input(ByteBuffer bytes) throws IOException {
        synchronized (writing) {
            HubFrame.write(channel, HubFrame.INPUT, bytes);
        }
    }

    /**
     * Says that the window has another size.
     *
     * @param size the size
     * @throws IOException if the connection is lost
     */
    public void resize(TerminalSize size) throws IOException {
        String json = "{\"columns\":" + size.columns() + ",\"rows\":" + size.rows() + "}";
        synchronized (writing) {
            HubFrame.write(channel, HubFrame.RESIZE, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** {@return whether this client has not been closed} */
    public boolean isConnected() {
        return channel.isConnected();
    }

    /** Disconnects; a session that was attached to goes on. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
