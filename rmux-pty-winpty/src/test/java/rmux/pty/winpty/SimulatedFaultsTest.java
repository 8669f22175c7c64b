// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.simulated.CountedCalls;
import rmux.pty.windows.simulated.SimulatedFaults;
import rmux.pty.windows.simulated.SimulatedWin32;

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

        private final SimulatedWinPtyRig rig;

        OnSimulation() {
            super(new CountedCalls("WaitForSingleObject", "ignoresCtrlC", "SetConsoleCtrlHandler"));
            try {
                rig = new SimulatedWinPtyRig(Files.createTempDirectory(directory, "rig"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected PtyProvider provider() {
            return rig.provider;
        }

        @Override
        protected SimulatedWin32 windows() {
            return rig.windows;
        }

        @Override
        protected PtyCommand command() {
            return rig.command();
        }

        @Override
        protected int open() {
            return rig.open().size();
        }
    }
}
