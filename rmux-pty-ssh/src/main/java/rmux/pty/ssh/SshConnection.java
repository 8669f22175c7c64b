// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.core.CoreModuleProperties;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** One connection to a machine, with the user logged in. */
final class SshConnection {

    /** How much output of one session may be on its way before its program has to wait. */
    private static final long WINDOW = 1024 * 1024;

    private static final Duration FOREVER = Duration.ofDays(3650);

    private final SshTarget target;
    private final SshClient client;
    private final ClientSession session;
    private final SshChores chores = new SshChores(this);

    private SshConnection(SshTarget target, SshClient client, ClientSession session) {
        this.target = target;
        this.client = client;
        this.session = session;
    }

    static SshConnection open(SshTarget target) throws PtySpawnException {
        SshClient client = SshClient.setUpDefaultClient();
        HostKeys hostKeys = new HostKeys(target);
        boolean done = false;
        try {
            configure(client, target, hostKeys);
            SshThreads.start(client);
            ClientSession session = connect(client, target);
            logIn(session, target, hostKeys);
            ((LiveSession) session).ask(target.heartbeat());
            done = true;
            return new SshConnection(target, client, session);
        } finally {
            if (!done) {
                client.stop();
            }
        }
    }

    private static void configure(SshClient client, SshTarget target, HostKeys hostKeys) {
        SshThreads.prepare(client);
        client.setSessionFactory(LiveSession.factory(client));
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(hostKeys);
        client.setSignatureFactories(hostKeys.preferring(client.getSignatureFactories()));
        client.setKeyIdentityProvider(
                target.identities().isEmpty()
                        ? KeyIdentityProvider.EMPTY_KEYS_PROVIDER
                        : new FileKeyPairProvider(target.identities()));
        client.setAgentFactory(target.asksAgent() ? AgentConnection.factory() : null);
        List<UserAuthFactory> methods = new ArrayList<>(List.of(UserAuthPublicKeyFactory.INSTANCE));
        target.password().ifPresent(password -> {
            client.addPasswordIdentity(password);
            methods.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
            methods.add(UserAuthPasswordFactory.INSTANCE);
        });
        client.setUserAuthFactories(methods);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // the heartbeat finds who has gone
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW);
        // A program that does not read makes writers wait; how long is the caller's affair.
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, FOREVER);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, target.limit());
    }

    private static ClientSession connect(SshClient client, SshTarget target) throws PtySpawnException {
        try {
            return client.connect(target.user(), target.host(), target.port())
                    .verify(target.limit())
                    .getSession();
        } catch (IOException e) {
            throw failure(target, "cannot be reached: " + SshFailures.text(e), e);
        }
    }

    private static void logIn(ClientSession session, SshTarget target, HostKeys hostKeys) throws PtySpawnException {
        try {
            session.auth().verify(target.limit());
        } catch (IOException e) {
            String refusal = hostKeys.refusal();
            if (refusal != null) {
                throw failure(target, "is not trusted: " + refusal, e);
            }
            throw failure(target, "did not let the user log in: " + SshFailures.login(e, target), e);
        }
    }

    static PtySpawnException failure(SshTarget target, String what, IOException cause) {
        PtySpawnException failure = new PtySpawnException(Stage.CONNECT, "ssh " + target, target + " " + what);
        failure.initCause(cause);
        return failure;
    }

    SshTarget target() {
        return target;
    }

    /** Makes a channel one of this connection, so that it can be opened. */
    void register(ProgramChannel channel) throws IOException {
        ConnectionService service = session.getService(ConnectionService.class);
        if (service == null) {
            throw new IOException("the connection to " + target + " is closed");
        }
        try {
            long unused = service.registerChannel(channel);
        } catch (IllegalStateException e) {
            throw new IOException("the connection to " + target + " is closed", e);
        }
    }

    SshChores chores() {
        return chores;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    /** Ends the connection at once; does not throw. */
    void close() {
        session.close(true);
        client.stop();
    }
}
