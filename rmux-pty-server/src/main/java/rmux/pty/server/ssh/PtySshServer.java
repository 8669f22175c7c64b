// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * An SSH server whose shells and commands are sessions on terminals of their own.
 *
 * <p>It serves only the user who runs it: another user name is refused, whatever the key. Public keys are the only way in.
 * Forwarding of ports, agents and displays is refused, and there are no subsystems.
 *
 * <p>A client that asks for a terminal gets one of its size and modes; without one, the program's standard streams are pipes,
 * so that data passes unchanged. Environment variables, changes of size, signals, breaks, exit statuses and exit signals are
 * those of RFC 4254 and RFC 4335. When a client disconnects, its programs are ended.
 *
 * <p>Safe for use by several threads.
 */
public final class PtySshServer implements AutoCloseable {

    private static final int UNANSWERED_HEARTBEATS = 3;
    private static final Duration AUTHENTICATION_LIMIT = Duration.ofSeconds(30);
    private static final int AUTHENTICATION_ATTEMPTS = 20;

    private final SshServer server;
    private final SessionPrograms programs;
    private final String host;

    private PtySshServer(SshServer server, SessionPrograms programs, String host) {
        this.server = server;
        this.programs = programs;
        this.host = host;
    }

    /**
     * Starts a server. It runs in daemon threads until it is closed.
     *
     * @param options where it listens, whom it admits and what it allows
     * @return the running server, which the caller closes
     * @throws IOException if the address is not available, or the host key cannot be read or created
     * @throws UnsupportedOperationException on Windows, where programs have no POSIX shell
     */
    public static PtySshServer start(SshServerOptions options) throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            throw new UnsupportedOperationException("the SSH server needs a POSIX system: it starts the user's shell");
        }
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(options.host());
        server.setPort(options.port());
        server.setKeyPairProvider(HostKeys.of(options.hostKey()));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                new AuthorizedKeys(options.authorizedKeys(), System.getProperty("user.name", "")));
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(Collections.emptyList());
        SessionPrograms programs = new SessionPrograms(options, new Semaphore(options.maximumSessions()));
        server.setShellFactory(channel -> programs.shell());
        server.setCommandFactory((channel, command) -> programs.command(command));
        server.setChannelFactories(List.of(TerminalChannel.factory(options.acceptedVariables())));
        limit(server, options);
        try {
            server.start();
        } catch (BindException | UnresolvedAddressException e) {
            throw new IOException(
                    "cannot listen on " + options.host() + " port " + options.port() + ": " + e.getMessage()
                            + "; choose another port, or end the program that uses it",
                    e);
        }
        return new PtySshServer(server, programs, options.host());
    }

    private static void limit(SshServer server, SshServerOptions options) {
        CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTHENTICATION_LIMIT);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, AUTHENTICATION_ATTEMPTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, options.maximumSessions());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO); // the heartbeat finds who has gone
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(server, options.heartbeat());
        CoreModuleProperties.HEARTBEAT_REQUEST.set(server, "keepalive@rmux-pty");
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(server, UNANSWERED_HEARTBEATS);
    }

    /** {@return the address that the server listens on, with the port that the system chose if it was asked to} */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, server.getPort());
    }

    /**
     * Stops listening, disconnects all clients and ends their programs. Blocks until they have ended.
     *
     * @throws IOException if the system reports an error
     */
    @Override
    public void close() throws IOException {
        try {
            server.stop(true);
        } finally {
            programs.openSessions().closeAll();
        }
    }
}
