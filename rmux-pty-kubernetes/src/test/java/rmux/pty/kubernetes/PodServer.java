// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The part of a Kubernetes API server that {@code kubectl exec} takes: discovery, pods, and the exec protocol over WebSocket,
 * versions 4 and 5, in front of this machine's own terminals. Nobody may list or watch pods. They are: {@code box}, which runs; {@code pending}, which does not;
 * and {@code sealed}, in which nobody may run anything.
 */
public final class PodServer implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final Pattern POD = Pattern.compile("/api/v1/namespaces/default/pods/([a-z]+)(/exec)?");
    private static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");
    private static final String SEALED = "pods \"sealed\" is forbidden: cannot create resource pods/exec";
    private static final String STORE_PASSWORD = "changeit";
    private static final int LONGEST_MESSAGE = 1024 * 1024;

    private final Server server = new Server();
    private final Path directory;
    private final ServerConnector connector;
    private final String token;
    private final Set<ExecSocket> execs = ConcurrentHashMap.newKeySet();
    private final List<String> protocols = new ArrayList<>();

    private PodServer(Path directory) throws IOException {
        this.directory = directory;
        this.connector = new ServerConnector(server, encryption(), new HttpConnectionFactory(secured()));
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        connector.setHost("127.0.0.1");
        connector.setAcceptedReceiveBufferSize(RECEIVE_BUFFER); // what a network holds, not what the loopback may
        server.addConnector(connector);
        server.setStopTimeout(0);
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxBinaryMessageSize(LONGEST_MESSAGE);
            container.setMaxFrameSize(LONGEST_MESSAGE);
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("regex|" + POD.pattern(), this::exec);
        });
        sockets.setHandler(new Pages());
        server.setHandler(new Guard(sockets));
    }

    /** Starts a server on a free port of the loopback address; its key and its certificate are in the directory. */
    public static PodServer start(Path directory) throws IOException {
        PodServer pods = new PodServer(directory);
        try {
            pods.server.start();
        } catch (Exception e) {
            throw new IOException("the server does not start", e);
        }
        return pods;
    }

    private static HttpConfiguration secured() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setCustomizers(List.of(new SecureRequestCustomizer(false)));
        return configuration;
    }

    /** kubectl sends its token over TLS only. */
    private SslConnectionFactory encryption() throws IOException {
        Path keys = directory.resolve("keys.p12");
        keytool(
                "-genkeypair",
                keys,
                "-keyalg",
                "EC",
                "-dname",
                "CN=pods",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-ext",
                "bc=ca:true");
        keytool(
                "-exportcert",
                keys,
                "-rfc",
                "-file",
                directory.resolve("ca.pem").toString());
        SslContextFactory.Server encryption = new SslContextFactory.Server();
        encryption.setKeyStorePath(keys.toUri().toString());
        encryption.setKeyStorePassword(STORE_PASSWORD);
        return new SslConnectionFactory(encryption, "http/1.1");
    }

    private static void keytool(String action, Path keys, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), action, "-alias", "pods"));
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Writes the file that tells clients of this server. */
    public Path kubeconfig() throws IOException {
        return kubeconfig(directory.resolve("kubeconfig"), connector.getLocalPort(), token);
    }

    Path kubeconfig(Path file, int port, String user) throws IOException {
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:PORT", certificate-authority: "FILE"}}]
                users: [{name: test, user: {token: "TOKEN"}}]
                contexts: [{name: test, context: {cluster: test, user: test, namespace: default}}]
                """.replace("PORT", "" + port)
                .replace("TOKEN", user)
                .replace("FILE", directory.resolve("ca.pem").toString()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    int port() {
        return connector.getLocalPort();
    }

    String token() {
        return token;
    }

    /** The versions of the exec protocol that clients have asked for so far. */
    List<String> protocols() {
        synchronized (protocols) {
            return List.copyOf(protocols);
        }
    }

    /** Asks for the token; without it there is nothing. */
    private final class Guard extends Handler.Wrapper {
        Guard(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (("Bearer " + token).equals(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
                return super.handle(request, response, callback);
            }
            refuse(response, callback, HttpStatus.UNAUTHORIZED_401, "Unauthorized", "Unauthorized");
            return true;
        }
    }

    private static final class Pages extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            Matcher pod = POD.matcher(path);
            if (pod.matches() && pod.group(2) != null) { // by SPDY, after WebSocket was refused
                boolean sealed = pod.group(1).equals("sealed");
                refuse(
                        response,
                        callback,
                        sealed ? HttpStatus.FORBIDDEN_403 : HttpStatus.NOT_FOUND_404,
                        sealed ? "Forbidden" : "NotFound",
                        sealed ? SEALED : "no such pod");
                return true;
            }
            String page = switch (path) {
                case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
                case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
                case "/api/v1" -> """
                            {"kind":"APIResourceList","groupVersion":"v1","resources":[
                             {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get"],"shortNames":["po"]},
                             {"name":"pods/exec","singularName":"","namespaced":true,"kind":"PodExecOptions","verbs":["create","get"]}]}
                            """;
                default -> pod.matches() ? pod(pod.group(1)) : "";
            };
            if (page.isEmpty()) {
                refuse(response, callback, HttpStatus.NOT_FOUND_404, "NotFound", path + " not found");
            } else {
                answer(response, callback, HttpStatus.OK_200, page);
            }
            return true;
        }

        private static String pod(String name) {
            String phase = switch (name) {
                case "box", "sealed" -> "Running";
                case "pending" -> "Pending";
                default -> "";
            };
            return phase.isEmpty()
                    ? ""
                    : """
                    {"kind":"Pod","apiVersion":"v1","metadata":{"name":"NAME","namespace":"default"},
                     "spec":{"containers":[{"name":"main","image":"none"}]},"status":{"phase":"PHASE","conditions":[{"type":"Ready","status":"READY"}]}}
                    """.replace("NAME", name)
                            .replace("PHASE", phase)
                            .replace("READY", phase.equals("Running") ? "True" : "False");
        }
    }

    private Object exec(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        Matcher path = POD.matcher(Request.getPathInContext(request));
        if (!path.matches() || !path.group(1).equals("box")) {
            boolean exists = path.matches() && path.group(1).equals("sealed");
            refuse(
                    response,
                    callback,
                    exists ? HttpStatus.FORBIDDEN_403 : HttpStatus.NOT_FOUND_404,
                    exists ? "Forbidden" : "NotFound",
                    exists ? SEALED : "no such pod");
            return null;
        }
        String protocol =
                PROTOCOLS.stream().filter(request::hasSubProtocol).findFirst().orElse("");
        if (protocol.isEmpty()) {
            refuse(response, callback, HttpStatus.BAD_REQUEST_400, "BadRequest", "unknown protocol");
            return null;
        }
        synchronized (protocols) {
            protocols.add(protocol);
        }
        response.setAcceptedSubProtocol(protocol);
        response.setExtensions(List.of());
        List<String> words = new ArrayList<>();
        boolean terminal = false;
        for (String pair : request.getHttpURI().getQuery().split("&", -1)) {
            if (pair.startsWith("command=")) {
                words.add(URLDecoder.decode(pair.substring("command=".length()), StandardCharsets.UTF_8));
            }
            terminal |= pair.equals("tty=true") || pair.equals("tty=1");
        }
        ExecSocket socket = new ExecSocket(words, terminal, execs::remove);
        execs.add(socket);
        return socket;
    }

    private static void refuse(Response response, Callback callback, int status, String reason, String message) {
        answer(
                response,
                callback,
                status,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                        + "\",\"message\":\"" + message.replace("\"", "\\\"") + "\",\"code\":" + status + "}");
    }

    private static void answer(Response response, Callback callback, int status, String json) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, json, callback);
    }

    /** Cuts all connections, as a network does that fails; what runs goes on. */
    void cut() {
        connector.getConnectedEndPoints().forEach(point -> point.close());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server does not stop", e);
        }
        List.copyOf(execs).forEach(ExecSocket::end);
    }
}
