// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** A well-behaved provider, for tests to spoil one method of. */
class TestProvider implements PtyProvider {

    private final String name;
    private final int priority;

    TestProvider(String name, int priority) {
        this.name = name;
        this.priority = priority;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public Set<PtyCapability> capabilities() {
        return Set.of();
    }

    @Override
    public PtySession spawn(PtyCommand command) {
        throw new AssertionError("must not be reached");
    }

    @Override
    public PtyTerminal open(TerminalSize size) {
        throw new AssertionError("must not be reached");
    }
}
