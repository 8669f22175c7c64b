// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;

/** A backend on a simulated Windows, and a program to start. */
public abstract class SimulatedBackend {

    /** Generous: only a fault takes that long. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** The simulated Windows. */
    public final SimulatedWin32 windows = new SimulatedWin32();

    /** The program, an empty file. */
    public final Path program;

    /** A backend whose program is a file of this name. */
    protected SimulatedBackend(Path directory, String name) throws IOException {
        program = directory.resolve(name);
        if (!Files.exists(program)) {
            Files.createFile(program);
        }
    }

    /** The backend. */
    public abstract PtyProvider provider();

    /** Everything that is open or alive. */
    public List<String> open() {
        return new ArrayList<>(windows.open());
    }

    /** Starts the program, which is soon given up waiting for. */
    public final PtyCommand command() {
        return PtyCommand.of(program.toString()).withHangupGrace(Duration.ofMillis(50));
    }

    /** Starts the program. */
    public final PtySession spawn() throws PtyException {
        return provider().spawn(command());
    }

    /** The process that was created last: the program, or winpty's agent. */
    public final SimulatedProcess lastProcess() {
        return windows.processes().get(windows.processes().size() - 1);
    }
}
