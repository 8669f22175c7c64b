// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut, or fall silent, as a network does. */
public final class Relay implements AutoCloseable {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final ServerSocketChannel server;
    private final SocketAddress own;
    private final SocketAddress target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    private Relay(ServerSocketChannel server, SocketAddress target) throws IOException {
        this.server = server;
        this.own = server.getLocalAddress();
        this.target = target;
        Thread unused = daemon(this::accept);
    }

    /** A way to a port of this machine, by another one. */
    public static Relay toPort(int target) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        return new Relay(server, new InetSocketAddress(loopback, target));
    }

    /** A way to a UNIX socket, by another one at a path of its own. */
    public static Relay toSocket(Path target, Path own) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return new Relay(server.bind(UnixDomainSocketAddress.of(own)), UnixDomainSocketAddress.of(target));
    }

    /** The port to connect to. */
    public int port() {
        return ((InetSocketAddress) own).getPort();
    }

    /** The address to connect to, of a UNIX socket. */
    public URI address() {
        return URI.create("unix://" + own);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel peer = SocketChannel.open(target);
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
            reset(from);
            reset(to);
        }
    }

    /** Drops what arrives from now on, without a sign of it. */
    public void fallSilent() {
        silent = true;
    }

    /** Cuts all connections, those of TCP by a reset; new ones can be made. */
    public void cut() {
        Set.copyOf(open).forEach(this::reset);
    }

    private void reset(SocketChannel channel) {
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // a close is a reset then; socket(7), SO_LINGER
            }
        } catch (IOException e) {
            open.remove(channel); // closed already
        }
        end(channel);
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
    public void shut() throws IOException {
        server.close();
        cut();
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
