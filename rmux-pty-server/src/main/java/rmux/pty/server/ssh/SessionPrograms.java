// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.internal.CallerLocale;
import rmux.pty.server.internal.OpenSessions;

/** What clients may start: the user's login shell, and commands in it. */
final class SessionPrograms {

    private final Closing closing;
    private final Semaphore places;
    private final int maximum;
    private final OpenSessions openSessions = new OpenSessions();

    SessionPrograms(SshServerOptions options, Semaphore places) {
        this.closing = options.closing();
        this.maximum = options.maximumSessions();
        this.places = places;
    }

    OpenSessions openSessions() {
        return openSessions;
    }

    SessionCommand shell() {
        return new SessionCommand(this, Optional.empty());
    }

    SessionCommand command(String text) {
        return new SessionCommand(this, Optional.of(text));
    }

    /** Takes one of the places for sessions, which the caller leaves; fails with a sentence for the client if there is none. */
    void takePlace() throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("all " + maximum + " sessions of this server are in use; end one of them first");
        }
    }

    void leavePlace() {
        places.release();
    }

    /** A command on a terminal, or the login shell. */
    PtyCommand onTerminal(Optional<String> text, RequestedTerminal terminal) {
        PtyCommand shell = PtyCommand.loginShell();
        PtyCommand command = text.isPresent() ? PtyCommand.of(shell.program(), "-c", text.get()) : shell;
        command = command.withSize(terminal.size()).withModes(terminal.modes());
        return terminal.type().isEmpty() ? command : command.withEnvironment("TERM", terminal.type());
    }

    /** What every program here has: the home directory, the client's variables, and where the client is. */
    PtyCommand prepared(PtyCommand command, TerminalChannel channel) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return CallerLocale.restore(command)
                .withDirectory(Files.isDirectory(home) ? home : Path.of("/"))
                .withClosing(closing)
                .withEnvironment(connection(channel))
                .withEnvironment(channel.variables());
    }

    private static Map<String, String> connection(TerminalChannel channel) {
        boolean known = channel.getSession().getIoSession().getRemoteAddress() instanceof InetSocketAddress
                && channel.getSession().getIoSession().getLocalAddress() instanceof InetSocketAddress;
        if (!known) {
            return Map.of();
        }
        InetSocketAddress client =
                (InetSocketAddress) channel.getSession().getIoSession().getRemoteAddress();
        InetSocketAddress server =
                (InetSocketAddress) channel.getSession().getIoSession().getLocalAddress();
        String from = client.getAddress().getHostAddress() + " " + client.getPort() + " ";
        return Map.of(
                "SSH_CLIENT", from + server.getPort(),
                "SSH_CONNECTION", from + server.getAddress().getHostAddress() + " " + server.getPort());
    }
}
