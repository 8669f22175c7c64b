// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.remote.TargetChoice;

/**
 * Starts programs in a running Docker container, as {@code docker exec -it} does.
 *
 * <p>{@link #connect} makes one for a container; the provider that {@link java.util.ServiceLoader} finds takes commands that name
 * one by {@link DockerOptions#TARGET}. The container needs a POSIX shell at {@code /bin/sh}.
 *
 * <p>What the engine cannot do: a death by a signal is an exit code, 128 and the signal's number; signals, and the end of a
 * program on closing, are a further exec. The engine leaves a program running when this JVM ends without closing its session.
 * The exit of a program is known once its output has been read, of which this library reads 64 KiB ahead.
 */
public final class DockerPtyProvider extends PtyProvider {

    private static final String NAME = "docker";
    private static final int PRIORITY = 10;
    private static final Set<PtyCapability> CAPABILITIES = Set.of(
            PtyCapability.CONTROLLING_TERMINAL,
            PtyCapability.FAITHFUL_OUTPUT,
            PtyCapability.SURVIVES_CLIENT,
            PtyCapability.REMOTE);
    private static final TargetChoice<DockerTarget> NAMED = TargetChoice.named(
            DockerOptions.TARGET,
            Set.of(DockerOptions.TARGET, DockerOptions.HOST, DockerOptions.USER),
            "the command names no container to run in",
            "set the option " + DockerOptions.TARGET + " of the command, or use DockerPtyProvider.connect");

    private final TargetChoice<DockerTarget> target;

    /** A provider for commands that name a container. */
    public DockerPtyProvider() {
        super(NAME, PRIORITY);
        this.target = NAMED;
    }

    private DockerPtyProvider(DockerTarget target) {
        super(NAME, PRIORITY);
        this.target = NAMED.at(target);
    }

    /**
     * Returns a provider for a container. Blocks until the engine has said that the container runs.
     *
     * @param target the container
     * @return the provider
     * @throws PtySpawnException if the engine does not answer, or the container does not run
     */
    public static DockerPtyProvider connect(DockerTarget target) throws PtySpawnException {
        DockerStart.check(target);
        return new DockerPtyProvider(target);
    }

    /** Returns a provider that asks the engine with its first session. */
    static DockerPtyProvider unchecked(DockerTarget target) {
        return new DockerPtyProvider(target);
    }

    @Override
    protected Availability probe() {
        return target.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return CAPABILITIES;
    }

    @Override
    protected Set<PtyOption<?>> options() {
        return target.options();
    }

    @Override
    protected Availability availabilityFor(PtyCommand command) {
        return target.availabilityFor(command);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        DockerTarget chosen = target.of(request.command(), "docker", DockerPtyProvider::read);
        return SessionParts.of(DockerStart.start(chosen, request));
    }

    private static DockerTarget read(PtyCommand command, String container) {
        DockerTarget named = DockerTarget.of(container);
        Optional<String> host = command.option(DockerOptions.HOST);
        if (host.isPresent()) {
            named = named.withHost(URI.create(host.get()));
        }
        Optional<String> user = command.option(DockerOptions.USER);
        return user.isPresent() ? named.withUser(user.get()) : named;
    }
}
