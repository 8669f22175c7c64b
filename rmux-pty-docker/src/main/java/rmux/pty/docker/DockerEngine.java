// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the engine's HTTP interface that a program in a container takes; one object for each session. */
final class DockerEngine implements AutoCloseable {

    /** A session's own stream, and what is asked meanwhile. */
    private static final int MOST_CONNECTIONS = 4;

    /**
     * The engine has keys to detach, {@code ^P ^Q} unless set, and holds back what may be their beginning. They cannot be switched
     * off, but made long, beginning with a byte that a program hardly waits for.
     */
    private static final String DETACH_KEYS = "\0,ctrl-^,\0,ctrl-],\0,ctrl-_,\0,ctrl-^,\0,ctrl-],\0,ctrl-_";

    private static final int LONGEST_ANSWER = 1 << 20;

    private final DockerTarget target;
    private final DockerHttpClient client;

    /** For questions whose answer is waited for only so long. */
    private final DockerHttpClient pings;

    DockerEngine(DockerTarget target) {
        this.target = target;
        this.client = client(target, Duration.ZERO);
        this.pings = client(target, target.heartbeat());
    }

    private static DockerHttpClient client(DockerTarget target, Duration responseTimeout) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(target.host())
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(target.limit())
                .responseTimeout(responseTimeout)
                .build();
    }

    /** Whether the engine answers within the interval of the heartbeat; whatever it says is a sign of life. */
    boolean answers() {
        Request request = new Request.Builder().method("GET").path("/_ping").build();
        try (Response response = pings.execute(request)) {
            return response.getStatusCode() > 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What the engine says of the container. */
    Map<String, String> inspectContainer() throws IOException {
        return call("GET", "/containers/" + encoded(target.container()) + "/json", new byte[0]);
    }

    /** Makes an exec ready; returns its id. */
    String createExec(List<String> words, boolean terminal) throws IOException {
        byte[] body = Json.object(json -> {
            json.writeBooleanField("AttachStdin", terminal);
            json.writeBooleanField("AttachStdout", true);
            json.writeBooleanField("AttachStderr", terminal);
            json.writeBooleanField("Tty", terminal);
            if (terminal) {
                json.writeStringField("DetachKeys", DETACH_KEYS);
            }
            Optional<String> user = target.user();
            if (user.isPresent()) {
                json.writeStringField("User", user.get());
            }
            json.writeArrayFieldStart("Cmd");
            for (String word : words) {
                json.writeString(word);
            }
            json.writeEndArray();
        });
        Map<String, String> answer = call("POST", "/containers/" + encoded(target.container()) + "/exec", body);
        return Optional.ofNullable(answer.get("Id"))
                .orElseThrow(() -> new IOException("the engine gave no id for the exec"));
    }

    /** Starts an exec; the response's body is its output. */
    Response startExec(String id, boolean terminal, InputStream input) throws IOException {
        byte[] body = Json.object(json -> {
            json.writeBooleanField("Detach", false);
            json.writeBooleanField("Tty", terminal);
        });
        Request.Builder request = Request.builder().method(Request.Method.POST);
        request.path("/exec/" + id + "/start").putHeader("Content-Type", "application/json");
        request.putHeader("Connection", "Upgrade").putHeader("Upgrade", "tcp");
        Response response =
                client.execute(request.bodyBytes(body).hijackedInput(input).build());
        if (response.getStatusCode() >= 300) {
            try (response) {
                throw refusal(response.getStatusCode(), answer(response));
            }
        }
        return response;
    }

    /** What the engine says of an exec. */
    Map<String, String> inspectExec(String id) throws IOException {
        return call("GET", "/exec/" + id + "/json", new byte[0]);
    }

    /** Sets the size of an exec's terminal. */
    void resizeExec(String id, int columns, int rows) throws IOException {
        Map<String, String> unused = call("POST", "/exec/" + id + "/resize?h=" + rows + "&w=" + columns, new byte[0]);
    }

    private Map<String, String> call(String method, String path, byte[] body) throws IOException {
        Request.Builder request = new Request.Builder();
        request.method(method).path(path);
        if (body.length > 0) {
            request.putHeader("Content-Type", "application/json").bodyBytes(body);
        }
        try (Response response = client.execute(request.build())) {
            byte[] answer = answer(response);
            if (response.getStatusCode() >= 300) {
                throw refusal(response.getStatusCode(), answer);
            }
            return answer.length == 0 ? Map.of() : Json.members(answer);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    IOException unreachable(RuntimeException e) {
        Throwable root = e.getCause() == null ? e : e.getCause();
        return new IOException("the engine at " + target.host() + " does not answer: " + root.getMessage(), e);
    }

    private static byte[] answer(Response response) throws IOException {
        return response.getBody().readNBytes(LONGEST_ANSWER);
    }

    private static IOException refusal(int status, byte[] answer) {
        String message;
        try {
            message = Json.members(answer).getOrDefault("message", "");
        } catch (IOException e) {
            message = new String(answer, StandardCharsets.UTF_8);
        }
        return new IOException("the engine refuses: " + message.strip() + " (HTTP status " + status + ")");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (pings) {
            client.close();
        }
    }
}
