// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** A client that speaks ttyd's protocol, on the JDK's WebSocket; it takes messages only as long as it is told to. */
final class TtydClient implements WebSocket.Listener, AutoCloseable {

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream(); // guarded by this
    private final List<String> others = new ArrayList<>(); // guarded by this
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private volatile boolean reading = true;

    static TtydClient connect(WebTerminal server) throws Exception {
        return connect(server, "tty");
    }

    static TtydClient connect(WebTerminal server, String protocol) throws Exception {
        TtydClient client = new TtydClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(socketAddress(server), client)
                .get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
        return client;
    }

    static URI socketAddress(WebTerminal server) {
        return URI.create("ws://127.0.0.1:" + server.address().getPort() + "/ws");
    }

    static String token(WebTerminal server) {
        return server.address().getFragment().substring("token=".length());
    }

    /** Says who it is. */
    TtydClient introduce(String token) throws Exception {
        return send("{\"AuthToken\":\"" + token + "\",\"columns\":80,\"rows\":24}");
    }

    TtydClient send(String text) throws Exception {
        return send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    TtydClient send(ByteBuffer bytes) throws Exception {
        return sendWithin(bytes, TestLimits.TRANSFER.toSeconds());
    }

    TtydClient sendWithin(ByteBuffer bytes, long seconds) throws Exception {
        WebSocket sent = socket.sendBinary(bytes, true).get(seconds, TimeUnit.SECONDS);
        assert sent.equals(socket);
        return this;
    }

    /** Stops taking anything from the network, or goes on. */
    void setReading(boolean isReading) {
        reading = isReading;
        if (isReading) {
            socket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        message.writeBytes(bytes);
        if (last) {
            byte[] whole = message.toByteArray();
            message.reset();
            synchronized (this) {
                if (whole[0] == '0') {
                    output.write(whole, 1, whole.length - 1);
                } else {
                    others.add(new String(whole, StandardCharsets.UTF_8));
                }
            }
        }
        if (reading) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete("error " + error);
    }

    synchronized String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    synchronized int outputSize() {
        return output.size();
    }

    /** The messages other than output, each with its type. */
    synchronized List<String> others() {
        return List.copyOf(others);
    }

    void awaitOutput(String text) throws Exception {
        Eventually.within(TestLimits.STEP, "output " + text + " in " + output(), () -> output().contains(text));
    }

    void awaitOther(String text) throws Exception {
        Eventually.within(
                TestLimits.STEP, "message " + text, () -> others().stream().anyMatch(one -> one.contains(text)));
    }

    /** The code and reason of the end of the connection. */
    String awaitClose() throws Exception {
        return closed.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        abort();
    }

    /** Breaks the connection off, as a closed window does. */
    void abort() {
        if (socket != null) {
            socket.abort();
        }
    }
}
