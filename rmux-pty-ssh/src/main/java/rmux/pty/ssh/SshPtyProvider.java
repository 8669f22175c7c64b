// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.nio.file.Path;
import java.util.List;
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
 * Starts programs on another machine, over SSH.
 *
 * <p>{@link #connect} makes one for a machine: all its sessions share one connection, which is closed with the provider. A server
 * limits how many sessions a connection may have (MaxSessions of OpenSSH, 10 unless set). A connection that was lost is made
 * again for the next session.
 *
 * <p>The provider that {@link java.util.ServiceLoader} finds takes commands that name a machine by {@link SshOptions#TARGET}, and
 * connects as long as sessions on that machine are open.
 *
 * <p>The machine needs a POSIX shell at {@code /bin/sh}; the user's login shell may be any. Ends of programs are as the server
 * reports them; signals and closing use a further channel of the same connection. Closing a session hangs its program up, then
 * ends what is left of it and of its terminal's session after the grace period; if the connection is lost, closing a session
 * throws, as the program may be left running.
 */
public final class SshPtyProvider extends PtyProvider implements AutoCloseable {

    private static final String NAME = "ssh";
    private static final int PRIORITY = 10;
    private static final Set<PtyCapability> CAPABILITIES = Set.of(
            PtyCapability.CONTROLLING_TERMINAL,
            PtyCapability.EXIT_SIGNAL,
            PtyCapability.PIXEL_SIZE,
            PtyCapability.FAITHFUL_OUTPUT,
            PtyCapability.REMOTE);
    private static final TargetChoice<SshTarget> NAMED = TargetChoice.named(
            SshOptions.TARGET,
            Set.of(SshOptions.TARGET, SshOptions.IDENTITY, SshOptions.KNOWN_HOSTS),
            "the command names no machine to run on",
            "set the option " + SshOptions.TARGET + " of the command to user@host, or use SshPtyProvider.connect");

    private final TargetChoice<SshTarget> target;

    /** A provider for commands that name a machine. */
    public SshPtyProvider() {
        super(NAME, PRIORITY);
        this.target = NAMED;
    }

    private SshPtyProvider(SshTarget target) {
        super(NAME, PRIORITY);
        this.target = NAMED.at(target);
    }

    /**
     * Connects to a machine. Blocks until the user is logged in, or for the time limits of the target.
     *
     * @param target the machine, and how to log in there
     * @return a provider for that machine, which the caller closes
     * @throws PtySpawnException if the machine cannot be reached, or is not the one that is known, or refuses the user
     */
    public static SshPtyProvider connect(SshTarget target) throws PtySpawnException {
        SshPtyProvider provider = new SshPtyProvider(target);
        SshConnections.SHARED.hold(target, provider);
        return provider;
    }

    /** Returns a provider that connects with its first session. */
    static SshPtyProvider unconnected(SshTarget target) {
        return new SshPtyProvider(target);
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
        SshTarget chosen = target.of(request.command(), "connect", SshPtyProvider::read);
        return SessionParts.of(SshConnections.SHARED.start(chosen, request));
    }

    private static SshTarget read(PtyCommand command, String machine) {
        SshTarget named = SshTarget.of(machine);
        Optional<Path> identity = command.option(SshOptions.IDENTITY);
        if (identity.isPresent()) {
            named = named.withIdentities(List.of(identity.get()));
        }
        Optional<Path> knownHosts = command.option(SshOptions.KNOWN_HOSTS);
        return knownHosts.isPresent() ? named.withKnownHosts(knownHosts.get()) : named;
    }

    /** Ends the connection; the programs of its sessions are hung up by the server. Does nothing without a machine. */
    @Override
    public void close() {
        target.fixed().ifPresent(machine -> SshConnections.SHARED.release(machine, this));
    }
}
