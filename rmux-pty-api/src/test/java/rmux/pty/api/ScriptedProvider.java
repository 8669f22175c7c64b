// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.time.Duration;
import java.util.Set;
import rmux.pty.api.spi.AbstractPtyProvider;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.ResolvedCommand;
import rmux.pty.api.spi.SessionParts;

/** Makes a session of a scripted terminal and a scripted child. */
final class ScriptedProvider extends AbstractPtyProvider {

    private final ScriptedTerminal terminal;
    private final ScriptedChild child;

    ScriptedProvider(ScriptedTerminal terminal, ScriptedChild child) {
        this.terminal = terminal;
        this.child = child;
    }

    static PtySession session(ScriptedTerminal terminal, ScriptedChild child) throws PtyException {
        return new ScriptedProvider(terminal, child)
                .spawn(PtyCommand.of("scripted").withHangupGrace(Duration.ofMillis(1)));
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public Set<PtyCapability> capabilities() {
        return Set.of(PtyCapability.PROCESS_TREE);
    }

    @Override
    protected SessionParts start(ResolvedCommand command) {
        return new SessionParts(terminal, child);
    }
}
