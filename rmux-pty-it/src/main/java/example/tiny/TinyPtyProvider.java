// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fake.FakePrograms;
import rmux.pty.testkit.fake.FakePtyProvider;

/** A backend that keeps its terminals in memory. */
public class TinyPtyProvider implements PtyProvider {

    private final FakePtyProvider memory = FakePtyProvider.posixLike();

    /** For {@link java.util.ServiceLoader}. */
    public TinyPtyProvider() {}

    /** The programs that can be started on it. */
    final FakePrograms programs() {
        return new FakePrograms(memory);
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public Set<PtyCapability> capabilities() {
        return memory.capabilities();
    }

    @Override
    public PtySession spawn(PtyCommand command) throws PtyException {
        return memory.spawn(command);
    }

    @Override
    public PtyTerminal open(TerminalSize size) throws PtyException {
        return memory.open(size);
    }
}
