// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.hub.SessionHub;

/**
 * A web server whose page is a terminal with a program on it.
 *
 * <p>The page and its terminal emulator (xterm.js) come from this library and nowhere else. The protocol between the two is that
 * of ttyd, so that clients made for ttyd work as well. Each client gets a program of its own, which ends when the client
 * disconnects, or lives in a {@link SessionHub}. Output is held up while a client does not take it.
 *
 * <p>Safe for use by several threads.
 */
public final class WebTerminal implements AutoCloseable {

    private static final String PROTOCOL = "tty";
    private static final int THREADS_BESIDES_CLIENTS = 16;
    private static final int CONNECTIONS_BESIDES_CLIENTS = 2048;

    /** Of connections that ask for pages; clients answer pings. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration UNANSWERED = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final ProgramLink.Source programs;
    private final WebTerminalOptions options;
    private final AccessSecret secret;

    private WebTerminal(WebTerminalOptions options, ProgramLink.Source programs) throws IOException {
        this.options = options;
        this.programs = programs;
        this.secret = AccessSecret.of(options.credential());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_BESIDES_CLIENTS + 2 * options.maximumClients());
        threads.setName("rmux-pty-web");
        threads.setDaemon(true);
        this.server = new Server(threads);
        server.setStopTimeout(0);
        this.connector = new ServerConnector(server, connections());
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(CONNECTIONS_BESIDES_CLIENTS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS_BESIDES_CLIENTS + options.maximumClients(), server));
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxBinaryMessageSize(options.maximumMessage());
            container.setMaxTextMessageSize(options.maximumMessage());
            container.setMaxFrameSize(options.maximumMessage());
            container.setIdleTimeout(UNANSWERED);
            Semaphore places = new Semaphore(options.maximumClients());
            container.addMapping("/ws", (request, response, callback) -> socket(places, request, response, callback));
        });
        sockets.setHandler(new WebPages(secret));
        server.setHandler(new RequestGuard(sockets, options, secret));
    }

    /**
     * Starts a server. It runs in daemon threads until it is closed.
     *
     * @param options where it listens, whom it admits and what it allows
     * @param command the program that each client gets
     * @return the running server, which the caller closes
     * @throws IOException if the address is not available, or the key store cannot be read
     */
    public static WebTerminal start(WebTerminalOptions options, PtyCommand command) throws IOException {
        return start(options, OwnProgram.source(command));
    }

    /**
     * Starts a server whose programs go on in a hub when their clients disconnect. A page that is loaded again comes back to the
     * program that it showed. It runs in daemon threads until it is closed.
     *
     * @param options where it listens, whom it admits and what it allows
     * @param command the program that each client gets
     * @param hub where the programs live; closed together with the server
     * @param shared the name of the one session that all clients share; empty if each client gets its own
     * @return the running server, which the caller closes
     * @throws IOException if the address is not available, or the key store cannot be read
     */
    public static WebTerminal start(
            WebTerminalOptions options, PtyCommand command, SessionHub hub, Optional<String> shared)
            throws IOException {
        return start(options, HubProgram.source(hub, command, shared, options.isReadOnly()));
    }

    static WebTerminal start(WebTerminalOptions options, ProgramLink.Source programs) throws IOException {
        WebTerminal terminal = new WebTerminal(options, programs);
        try {
            terminal.server.start();
            return terminal;
        } catch (Exception e) {
            terminal.stop();
            throw new IOException(
                    "cannot listen on " + options.host() + " port " + options.port() + ": " + e.getMessage()
                            + (options.keyStore().isPresent() ? "" : "; choose another port, or end what uses it"),
                    e);
        }
    }

    private ConnectionFactory[] connections() throws IOException {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // A certificate for one name is of use under others and under addresses; RequestGuard examines the name.
        configuration.setCustomizers(List.of(new SecureRequestCustomizer(false)));
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (options.keyStore().isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        Path file = options.keyStore().get();
        if (!Files.isReadable(file)) {
            throw new IOException("the key store " + file + " cannot be read");
        }
        SslContextFactory.Server encryption = new SslContextFactory.Server();
        encryption.setKeyStorePath(file.toUri().toString());
        encryption.setKeyStorePassword(options.keyStorePassword());
        return new ConnectionFactory[] {new SslConnectionFactory(encryption, http.getProtocol()), http};
    }

    private @Nullable Object socket(
            Semaphore places,
            ServerUpgradeRequest request,
            ServerUpgradeResponse response,
            org.eclipse.jetty.util.Callback callback) {
        if (!request.hasSubProtocol(PROTOCOL)) {
            RequestGuard.answer(
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "This server speaks the WebSocket protocol \"tty\" only.");
            return null;
        }
        if (places.availablePermits() == 0) {
            RequestGuard.answer(
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "All " + options.maximumClients() + " places of this server are taken; try again later.");
            return null;
        }
        response.setAcceptedSubProtocol(PROTOCOL);
        response.setExtensions(List.of()); // no compression: it costs more than it saves on the way to this machine
        return new TerminalSocket(secret, programs, options.isReadOnly(), places, server.getScheduler());
    }

    /**
     * Returns the address to open in a browser. Without a credential, it ends in the token, which browsers send to nobody.
     *
     * @return the address, with the port that the system chose if it was asked to
     */
    public URI address() {
        String scheme = options.keyStore().isPresent() ? "https" : "http";
        String host = options.host().indexOf(':') < 0 ? options.host() : "[" + options.host() + "]";
        String fragment = secret.isCredential() ? "" : "#token=" + secret.token();
        return URI.create(scheme + "://" + host + ":" + connector.getLocalPort() + "/" + fragment);
    }

    /**
     * Stops listening, disconnects all clients and ends their programs. Blocks until they have ended.
     *
     * @throws IOException if the server could not be stopped
     */
    @Override
    public void close() throws IOException {
        try {
            stop();
        } finally {
            programs.close();
        }
    }

    private void stop() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the web server could not be stopped: " + e.getMessage(), e);
        }
    }
}
