// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import rmux.pty.peers.DebianPackages;

/** MINA's own server, whose commands run on terminals of this library: what another server than OpenSSH's does. */
final class MinaServer implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final Path directory;
    private final SshServer server;

    private MinaServer(Path directory, SshServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts a server on a free port of the loopback address that admits the key of a directory, and one password. */
    static MinaServer start(Path directory, String password) throws IOException {
        DebianPackages.require("ssh-keygen", "openssh-client");
        Path hostKey = OpenSshServer.newKey(directory, "host_key");
        Path unused = OpenSshServer.newKey(directory, "key");
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new FileKeyPairProvider(List.of(hostKey)));
        server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(directory.resolve("key.pub")));
        server.setPasswordAuthenticator((user, given, session) -> password.equals(given));
        server.setCommandFactory((channel, line) -> new MinaProgram(line));
        // A program whose output is not read waits, for however long.
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, FOREVER);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        server.start();
        Files.writeString(
                directory.resolve("known_hosts"),
                "[127.0.0.1]:" + server.getPort() + " " + Files.readString(directory.resolve("host_key.pub")));
        return new MinaServer(directory, server);
    }

    /** Answers no questions of heartbeats from now on, as a server whose answers are late. */
    void answerNoQuestions() {
        server.setGlobalRequestHandlers(
                List.of((service, request, wantReply, buffer) -> RequestHandler.Result.Replied));
    }

    int port() {
        return server.getPort();
    }

    SshTarget target() {
        return OpenSshServer.target(directory, System.getProperty("user.name"), port());
    }

    /** Ends all connections at once; new ones can be made. */
    void cut() {
        for (AbstractSession session : server.getActiveSessions()) {
            var unused = session.close(true);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
