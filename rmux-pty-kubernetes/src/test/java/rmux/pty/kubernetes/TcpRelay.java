// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a port that can be cut, or fall silent, as a network does. */
final class TcpRelay implements AutoCloseable {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    private TcpRelay(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static TcpRelay start(int target) throws IOException {
        TcpRelay relay = new TcpRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        daemon(relay::accept);
        return relay;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket peer = new Socket();
                peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                open.add(client);
                open.add(peer);
                daemon(() -> copy(client, peer));
                daemon(() -> copy(peer, client));
            }
        } catch (IOException e) {
            cut(); // closed
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER_SIZE];
        try {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                if (!silent) {
                    to.getOutputStream().write(bytes, 0, count);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** Drops what arrives from now on, without a sign of it. */
    void fallSilent() {
        silent = true;
    }

    /** Cuts all connections by a reset; new ones can be made. */
    void cut() {
        Set.copyOf(open).forEach(this::reset);
    }

    private void reset(Socket socket) {
        open.remove(socket);
        try {
            socket.setSoLinger(true, 0); // a close is a reset then; socket(7), SO_LINGER
            socket.close();
        } catch (IOException e) {
            open.remove(socket); // closed already
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
