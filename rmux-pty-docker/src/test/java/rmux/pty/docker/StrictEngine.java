// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What an engine says whose plugin for authorization lets containers be looked at, and nothing be run in them. */
final class StrictEngine implements AutoCloseable {

    private final ServerSocket server;

    private StrictEngine(ServerSocket server) {
        this.server = server;
    }

    static StrictEngine start() throws IOException {
        StrictEngine engine = new StrictEngine(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(engine::serve, "strict-engine");
        thread.setDaemon(true);
        thread.start();
        return engine;
    }

    URI host() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        boolean open = true;
        while (open) {
            try (Socket client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                open = !server.isClosed(); // or the client has gone
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        boolean exec = String.valueOf(request.readLine()).contains("/exec ");
        String body = exec ? "{\"message\":\"authorization denied by a plugin\"}" : "{}";
        String answer = "HTTP/1.1 " + (exec ? "403 Forbidden" : "200 OK")
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        long unused = request.transferTo(Writer.nullWriter()); // a close with unread input would be a reset
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
