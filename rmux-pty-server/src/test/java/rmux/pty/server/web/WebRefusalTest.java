// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** Whom and what the web terminal refuses, and that it is there for others afterwards. */
@Tag("once")
class WebRefusalTest {

    private static final WebTerminalOptions FREE_PORT =
            WebTerminalOptions.defaults().withAddress(WebTerminalOptions.LOOPBACK, 0);
    private static final String GET = "GET / HTTP/1.1\r\n";

    private static WebTerminal start() throws Exception {
        return WebTerminal.start(FREE_PORT, PtyCommand.of("cat"));
    }

    /** What the server answers to bytes, until it closes the connection. */
    private static String raw(WebTerminal server, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout((int) TestLimits.STEP.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String upgrade(WebTerminal server, String host, String headers) throws IOException {
        return raw(
                server,
                "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers
                        + "\r\n");
    }

    private static void assertAlive(WebTerminal server) throws Exception {
        try (TtydClient client = TtydClient.connect(server).introduce(TtydClient.token(server))) {
            client.send("0still here\r");
            client.awaitOutput("still here");
        }
    }

    @Test
    @DisplayName("a wrong token, none, and a message before it: closed with 1008 and one sentence")
    void wrongToken() throws Exception {
        try (WebTerminal server = start()) {
            try (TtydClient client = TtydClient.connect(server).introduce("wrong")) {
                assertThat(client.awaitClose())
                        .isEqualTo("1008 The token is not the right one; open the address that the server printed.");
            }
            try (TtydClient client = TtydClient.connect(server).send("{\"columns\":80,\"rows\":24}")) {
                assertThat(client.awaitClose()).startsWith("1008 The token is not the right one");
            }
            try (TtydClient client = TtydClient.connect(server).send("0rm -rf /\r")) {
                assertThat(client.awaitClose()).startsWith("1008 The message is not the JSON that it must be");
            }
            assertAlive(server);
        }
    }

    @Test
    @DisplayName("a stranger's page, a stranger's name, and no name at all: 403, or 400 from HTTP itself")
    void strangers() throws Exception {
        try (WebTerminal server = start()) {
            String here = "127.0.0.1:" + server.address().getPort();
            String protocol = "Sec-WebSocket-Protocol: tty\r\n";
            assertThat(upgrade(server, here, protocol + "Origin: http://evil.example\r\nConnection: close\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("Origin header");
            assertThat(upgrade(server, here, protocol + "Origin: null\r\nConnection: close\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(raw(server, GET + "Host: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("Host header");
            assertThat(raw(server, GET + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
            assertThat(raw(server, GET + "Host: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Security-Policy: default-src 'none'");
            assertAlive(server);
        }
    }

    @Test
    @DisplayName("another protocol, and another version of WebSocket: 400 and one sentence")
    void wrongProtocol() throws Exception {
        try (WebTerminal server = start()) {
            String here = "127.0.0.1:" + server.address().getPort();
            assertThat(upgrade(server, here, "Sec-WebSocket-Protocol: chat\r\nConnection: close\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("WebSocket protocol \"tty\" only");
            assertThatThrownBy(() -> TtydClient.connect(server, "chat")).isInstanceOf(ExecutionException.class);
            assertAlive(server);
        }
    }

    @Test
    @DisplayName("broken UTF-8 and malformed JSON in the first message: one sentence")
    void brokenFirstMessage() throws Exception {
        try (WebTerminal server = start()) {
            try (TtydClient client = TtydClient.connect(server)
                    .send(ByteBuffer.wrap(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}))) {
                assertThat(client.awaitClose()).startsWith("1008 The message is not the JSON that it must be");
            }
            try (TtydClient client = TtydClient.connect(server).send("{\"AuthToken\":")) {
                assertThat(client.awaitClose()).startsWith("1008 The message is not the JSON that it must be");
            }
            assertAlive(server);
        }
    }

    @Test
    @DisplayName("a message larger than allowed: closed with 1009")
    void oversized() throws Exception {
        try (WebTerminal server = start();
                TtydClient client = TtydClient.connect(server).introduce(TtydClient.token(server))) {
            client.awaitOther("1cat");
            client.send(ByteBuffer.allocate(WebTerminalOptions.DEFAULT_MAXIMUM_MESSAGE + 1));
            assertThat(client.awaitClose()).startsWith("1009");
            assertAlive(server);
        }
    }

    @Test
    @DisplayName(
            "1,000 connections: as many clients as allowed are served, the others are refused, the server is alive")
    void manyConnections() throws Exception {
        try (WebTerminal server = WebTerminal.start(FREE_PORT.withMaximumClients(4), PtyCommand.of("cat"))) {
            String token = TtydClient.token(server);
            List<TtydClient> clients = new ArrayList<>();
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    clients.add(TtydClient.connect(server).introduce(token));
                    clients.get(i).awaitOther("1cat");
                }
                assertThatThrownBy(() -> TtydClient.connect(server))
                        .hasStackTraceContaining("Unexpected HTTP response status code 503");
                for (int i = 0; i < 1000; i++) {
                    idle.add(new Socket(
                            InetAddress.getLoopbackAddress(), server.address().getPort()));
                }
                clients.get(0).send("0served\r");
                clients.get(0).awaitOutput("served");
                clients.remove(3).abort();
                Eventually.within(TestLimits.STEP, "a place is free, though all others stay", () -> isServed(server));
            } finally {
                clients.forEach(TtydClient::close);
                for (Socket socket : idle) {
                    socket.close();
                }
            }
        }
    }

    private static boolean isServed(WebTerminal server) throws Exception {
        try {
            assertAlive(server);
            return true;
        } catch (IOException | ExecutionException e) {
            return false; // all places are still taken
        }
    }

    @Test
    @DisplayName("input for a program that does not read is held up by the network, and the client's end is noticed")
    void endlessInput() throws Exception {
        try (WebTerminal server =
                        WebTerminal.start(FREE_PORT, PtyCommand.shell("echo pid $$ up; stty raw; exec sleep 1001"));
                TtydClient client = TtydClient.connect(server).introduce(TtydClient.token(server))) {
            client.awaitOutput(" up");
            long pid = Long.parseLong(client.output().replaceAll("(?s).*pid (\\d+) up.*", "$1"));
            ByteBuffer chunk = ByteBuffer.allocate(64 * 1024).put(0, (byte) '0');
            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < 16 * 1024; sent++) { // 1 GiB, if it were taken
                            client.sendWithin(chunk.duplicate(), 1);
                        }
                    })
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            assertAlive(server);
            client.abort();
            Eventually.within(
                    TestLimits.STEP,
                    "the program is gone",
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    @DisplayName("a credential: 401 without it; with it, the token that ttyd's page asks for lets in")
    void credential(@TempDir Path directory) throws Exception {
        WebTerminalOptions options = FREE_PORT.withCredential("me:secret word");
        try (WebTerminal server = WebTerminal.start(options, PtyCommand.of("cat"))) {
            assertThat(server.address().getFragment()).isNull();
            String plain = "Host: localhost\r\nConnection: close\r\n";
            assertThat(raw(server, GET + plain + "\r\n"))
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Basic");
            assertThat(raw(server, GET + plain + "Authorization: Basic bWU6d3Jvbmc=\r\n\r\n"))
                    .startsWith("HTTP/1.1 401");
            assertThat(raw(
                            server,
                            "GET /token HTTP/1.1\r\n" + plain + "Authorization: Basic bWU6c2VjcmV0IHdvcmQ=\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .contains("{\"token\": \"bWU6c2VjcmV0IHdvcmQ=\"}");
        }
        Path missing = directory.resolve("none.p12");
        assertThatThrownBy(() -> WebTerminal.start(FREE_PORT.withKeyStore(missing, ""), PtyCommand.of("cat")))
                .hasMessage("the key store " + missing + " cannot be read");
        Path broken = Files.writeString(directory.resolve("broken.p12"), "not a key store");
        assertThatThrownBy(() -> WebTerminal.start(FREE_PORT.withKeyStore(broken, ""), PtyCommand.of("cat")))
                .isInstanceOf(IOException.class);
    }
}
