// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Starts programs for {@link SocketPtyProvider}, by the best installed backend. */
public final class TerminalServer {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int GREETING_MILLIS = 10_000;

    private final String secret;
    private final Map<String, ServedSession> sessions = new ConcurrentHashMap<>();
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);

    private TerminalServer(String secret) {
        this.secret = secret;
    }

    /** Prints the port that it listens on, and serves until its standard input ends. The first line of that is the secret. */
    public static void main(String[] arguments) throws IOException {
        var input = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
        TerminalServer server = new TerminalServer(String.valueOf(input.readLine()));
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(RECEIVE_BUFFER);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start("accept", () -> server.acceptAll(listening));
            System.out.println(listening.getLocalPort());
            while (input.readLine() != null) {
                // Nothing more is said.
            }
        }
        server.sessions.values().forEach(ServedSession::close);
    }

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "terminal-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                connections.acquireUninterruptibly();
                Socket socket = listening.accept();
                start("connection", () -> serve(socket));
            } catch (IOException e) {
                connections.release();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(GREETING_MILLIS);
            List<String> greeting = Wire.receiveGreeting(socket);
            if (!isSecret(greeting.get(0))) {
                return;
            }
            socket.setSoTimeout(0);
            if (greeting.size() == 1) {
                new ServedSession(sessions).serve(new Wire(socket));
            } else {
                ServedSession joined = sessions.get(greeting.get(1));
                if (joined != null) {
                    joined.passBytes(socket);
                }
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger("example.socket").log(System.Logger.Level.DEBUG, "a connection ended", e);
        } finally {
            connections.release();
        }
    }

    private boolean isSecret(String text) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
