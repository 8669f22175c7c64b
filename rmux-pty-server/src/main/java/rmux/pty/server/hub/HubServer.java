// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rmux.pty.server.internal.ServerThreads;

/**
 * Lets other processes of the same user create, list, watch and end the sessions of a hub, over a UNIX-domain socket that only
 * this user can open. Safe for use by several threads.
 */
public final class HubServer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int MOST_CONNECTIONS = 256;

    private final SessionHub hub;
    private final Path file;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> connections = new HashSet<>(); // guarded by this

    private HubServer(SessionHub hub, Path file, ServerSocketChannel server) {
        this.hub = hub;
        this.file = file;
        this.server = server;
    }

    /**
     * Starts to listen, in daemon threads.
     *
     * @param hub the sessions; closing the server does not close the hub
     * @param file the socket, in a directory that belongs to the user and that nobody else can enter; the directory is created if
     *     it does not exist
     * @return the running server, which the caller closes
     * @throws HubException if another hub listens there, or the directory is accessible to others
     * @throws IOException if the system reports an error
     */
    public static HubServer start(SessionHub hub, Path file) throws IOException {
        HubServer started = new HubServer(hub, file, HubSocket.listen(file));
        ServerThreads.start("rmux-pty-hub", started::accept);
        return started;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                if (admit(channel)) {
                    ServerThreads.start("rmux-pty-hub-client", () -> serve(channel));
                }
            }
        } catch (ClosedChannelException e) {
            LOGGER.log(Level.DEBUG, "closed", e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the socket of the hub cannot be listened on any more", e);
        }
    }

    private boolean admit(SocketChannel channel) throws IOException {
        try {
            HubSocket.requireSameUser(channel, HubSocket.directory(file));
            synchronized (this) {
                if (connections.size() < MOST_CONNECTIONS && server.isOpen()) {
                    connections.add(channel);
                    return true;
                }
            }
            HubFrame.write(
                    channel, HubFrame.REFUSED, "the hub has as many connections as it may have: " + MOST_CONNECTIONS);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "refused", e);
        }
        channel.close();
        return false;
    }

    private void serve(SocketChannel channel) {
        try {
            new HubConnection(hub, channel).run();
        } finally {
            synchronized (this) {
                connections.remove(channel);
            }
        }
    }

    /** Stops listening and disconnects all clients; the sessions go on. */
    @Override
    public void close() throws IOException {
        server.close();
        List<SocketChannel> open;
        synchronized (this) {
            open = List.copyOf(connections);
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
        Files.deleteIfExists(file);
    }
}
