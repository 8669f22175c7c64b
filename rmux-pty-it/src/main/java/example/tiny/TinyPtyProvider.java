// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.testkit.fake.FakePrograms;
import rmux.pty.testkit.fake.FakePtyProvider;

/** A backend that keeps its terminals in memory: it wraps a fake. */
public class TinyPtyProvider extends PtyProvider {

    private final FakePtyProvider memory;

    /** For {@link java.util.ServiceLoader}. */
    public TinyPtyProvider() {
        this(FakePtyProvider.posixLike());
    }

    private TinyPtyProvider(FakePtyProvider memory) {
        super(memory.name(), 1);
        this.memory = memory;
    }

    /** The programs that can be started on it. */
    final FakePrograms programs() {
        return new FakePrograms(memory);
    }

    @Override
    protected Availability probe() {
        return Availability.available();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return memory.capabilities();
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        return startBy(memory, request);
    }

    @Override
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        return openTerminalBy(memory, size);
    }
}
