// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.time.Duration;
import java.util.Set;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/** Makes a session of a scripted terminal and a scripted child. */
final class ScriptedProvider extends PtyProvider {

    private final ScriptedTerminal terminal;
    private final ScriptedChild child;

    ScriptedProvider(ScriptedTerminal terminal, ScriptedChild child) {
        super("scripted", 0);
        this.terminal = terminal;
        this.child = child;
    }

    static PtySession session(ScriptedTerminal terminal, ScriptedChild child) throws PtyException {
        return new ScriptedProvider(terminal, child)
                .spawn(PtyCommand.of("scripted").withHangupGrace(Duration.ofMillis(1)));
    }

    @Override
    protected Availability probe() {
        return Availability.available();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return Set.of(PtyCapability.PROCESS_TREE);
    }

    @Override
    protected SessionParts start(SpawnRequest request) {
        return new SessionParts(terminal, child);
    }
}
