// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.windows.simulated.SimulatedFaults;

class SimulatedFaultsTest {

    @TempDir
    static Path directory;

    @Test
    @DisplayName(
            "LIFE-07: whichever native call of spawn, resize and close fails, its exception names it, and 0 handles stay")
    void sweep() {
        SimulatedFaults.sweep(OnSimulation.class);
    }

    /** Not found by itself. */
    static final class OnSimulation extends SimulatedFaults {
        OnSimulation() throws IOException {
            super(new SimulatedConPty(directory), ConPtyFaults.tolerated());
        }
    }
}
