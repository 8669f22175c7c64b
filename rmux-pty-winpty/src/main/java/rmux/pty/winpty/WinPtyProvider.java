// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import com.google.auto.service.AutoService;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.winpty.options.WinPtyOptions;

/** Starts programs on hidden consoles of Windows, through winpty and its agent. */
@AutoService(PtyProvider.class)
public final class WinPtyProvider extends PtyProvider {

    /** Below conpty, which renders more faithfully and needs nothing to be installed. */
    private static final int PRIORITY = 50;

    private static final Set<PtyCapability> CAPABILITIES = Set.of(
            PtyCapability.ARGV0,
            PtyCapability.PROCESS_TREE,
            PtyCapability.VERBATIM_ARGUMENTS,
            PtyCapability.LOCAL_PROCESS,
            PtyCapability.JOB_OBJECT);
    private static final Set<PtyOption<?>> OPTIONS = Set.of(
            PtyOptions.VERBATIM_ARGUMENTS,
            PtyOptions.ALLOW_BREAKAWAY,
            WinPtyOptions.LIBRARY,
            WinPtyOptions.PLAIN_OUTPUT,
            WinPtyOptions.COLOR_ESCAPES);

    private final WinPtySystem system;

    /** For {@link java.util.ServiceLoader}; loads nothing. */
    public WinPtyProvider() {
        this(WinPtySystem.running());
    }

    /** Over a system of the caller's making, for tests. */
    WinPtyProvider(WinPtySystem system) {
        super("winpty", PRIORITY);
        this.system = system;
    }

    @Override
    protected Availability probe() {
        return system.availability();
    }

    /** A command that names a library needs no other. */
    @Override
    protected Availability availabilityFor(PtyCommand command) {
        return command.option(WinPtyOptions.LIBRARY).isPresent()
                ? system.availabilityWithAnyLibrary()
                : system.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return CAPABILITIES;
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        return system.start(request);
    }

    @Override
    protected Set<PtyOption<?>> options() {
        return OPTIONS;
    }
}
