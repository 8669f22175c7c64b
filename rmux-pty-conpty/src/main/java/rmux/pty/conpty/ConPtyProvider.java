// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import com.google.auto.service.AutoService;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.conpty.options.ConPtyOptions;

/** The backend named "conpty": Windows 10 1809 and later, 64-bit. */
@AutoService(PtyProvider.class)
public final class ConPtyProvider extends PtyProvider {

    private static final int PRIORITY = 100;
    private static final Set<PtyCapability> RENDERED = Set.of(
            PtyCapability.ARGV0,
            PtyCapability.PROCESS_TREE,
            PtyCapability.VERBATIM_ARGUMENTS,
            PtyCapability.LOCAL_PROCESS,
            PtyCapability.JOB_OBJECT,
            PtyCapability.CONSOLE_INPUT_RECORDS);
    private static final Set<PtyCapability> FAITHFUL = Set.of(
            PtyCapability.ARGV0,
            PtyCapability.PROCESS_TREE,
            PtyCapability.VERBATIM_ARGUMENTS,
            PtyCapability.LOCAL_PROCESS,
            PtyCapability.JOB_OBJECT,
            PtyCapability.CONSOLE_INPUT_RECORDS,
            PtyCapability.FAITHFUL_OUTPUT);
    private static final Set<PtyOption<?>> OPTIONS = Set.of(
            PtyOptions.VERBATIM_ARGUMENTS,
            PtyOptions.ALLOW_BREAKAWAY,
            ConPtyOptions.PASSTHROUGH,
            ConPtyOptions.INHERIT_CURSOR,
            ConPtyOptions.LIBRARY,
            ConPtyOptions.ANSWER_DEVICE_ATTRIBUTES);

    private final ConPtySystem system;

    /** For {@link java.util.ServiceLoader}; loads nothing. */
    public ConPtyProvider() {
        this(ConPtySystem.running());
    }

    /** Over a system of the caller's making, for tests. */
    ConPtyProvider(ConPtySystem system) {
        super("conpty", PRIORITY);
        this.system = system;
    }

    @Override
    protected Availability probe() {
        return system.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return system.passesSequencesThrough() ? FAITHFUL : RENDERED;
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
