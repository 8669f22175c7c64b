// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a UNIX socket that can be cut, or fall silent, as a network does. */
final class SocketRelay implements AutoCloseable {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final ServerSocketChannel server;
    private final Path own;
    private final Path target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    private SocketRelay(ServerSocketChannel server, Path own, Path target) {
        this.server = server;
        this.own = own;
        this.target = target;
    }

    static SocketRelay start(Path own, Path target) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketRelay relay = new SocketRelay(server.bind(UnixDomainSocketAddress.of(own)), own, target);
        Thread unused = daemon(relay::accept);
        return relay;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "socket-relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    URI address() {
        return URI.create("unix://" + own);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(target));
                open.add(client);
                open.add(peer);
                Thread unused = daemon(() -> relay(client, peer));
            }
        } catch (IOException e) {
            cut(); // closed
        }
    }

    private void relay(SocketChannel client, SocketChannel peer) {
        Thread answers = daemon(() -> copy(peer, client));
        copy(client, peer);
        try {
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(client);
        end(peer);
    }

    private void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE);
        try {
            while (from.read(bytes.clear()) >= 0) {
                bytes.flip();
                while (!silent && bytes.hasRemaining()) {
                    int unused = to.write(bytes);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            end(from);
            end(to);
        }
    }

    /** Drops what arrives from now on, without a sign of it. */
    void fallSilent() {
        silent = true;
    }

    /** Cuts all connections; new ones can be made. */
    void cut() {
        Set.copyOf(open).forEach(this::end);
    }

    private void end(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            open.remove(channel); // closed already
        }
    }

    /** Cuts all connections, and takes no new ones. */
    void shut() throws IOException {
        server.close();
        cut();
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
