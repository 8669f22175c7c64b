// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/** A well-behaved provider, for tests to spoil one method of. */
class TestProvider extends PtyProvider {

    TestProvider(String name, int priority) {
        super(name, priority);
    }

    @Override
    protected Availability probe() {
        return Availability.available();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return Set.of();
    }

    @Override
    protected SessionParts start(SpawnRequest request) {
        throw new AssertionError("must not be reached");
    }
}
