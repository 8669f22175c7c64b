// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import com.google.auto.service.AutoService;
import java.util.HashSet;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.spawn.PosixSpawner;

/**
 * The backend named "posix": Linux on x86-64, aarch64, riscv64, ppc64le, s390x, i386 and arm; macOS and FreeBSD on x86-64 and
 * arm64, from facts, never run there.
 */
@AutoService(PtyProvider.class)
public final class PosixPtyProvider extends PtyProvider {

    private static final int PRIORITY = 100;
    private static final Set<PtyCapability> CAPABILITIES = Set.of(
            PtyCapability.CONTROLLING_TERMINAL,
            PtyCapability.POSIX_SIGNALS,
            PtyCapability.EXIT_SIGNAL,
            PtyCapability.ARGV0,
            PtyCapability.PIXEL_SIZE,
            PtyCapability.FOREGROUND_SIGNAL,
            PtyCapability.PROCESS_TREE,
            PtyCapability.TERMINAL_MODES,
            PtyCapability.OPEN_PAIR,
            PtyCapability.FAITHFUL_OUTPUT,
            PtyCapability.LOCAL_PROCESS,
            PtyCapability.SEPARATE_ERROR);

    private final PosixSystem system;

    /** For {@link java.util.ServiceLoader}; loads nothing. */
    public PosixPtyProvider() {
        this(PosixSystem.running());
    }

    /** Over a system of the caller's making, for tests. */
    PosixPtyProvider(LibC libC) {
        this(PosixSystem.of(libC));
    }

    private PosixPtyProvider(PosixSystem system) {
        super("posix", PRIORITY);
        this.system = system;
    }

    @Override
    protected Availability probe() {
        return system.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        Set<PtyCapability> capabilities = new HashSet<>(CAPABILITIES);
        if (system.usesTrampolines()) {
            if (!system.canRename()) {
                capabilities.remove(PtyCapability.ARGV0);
            }
        } else if (system.canRunAs()) {
            capabilities.add(PtyCapability.RUN_AS);
        }
        return capabilities;
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        try {
            return spawner().spawn(request);
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.ALLOCATE, "no terminal for " + request.command().program(), e);
        }
    }

    @Override
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        return spawner().open(size);
    }

    private PosixSpawner spawner() throws PtyException {
        return system.spawner();
    }
}
