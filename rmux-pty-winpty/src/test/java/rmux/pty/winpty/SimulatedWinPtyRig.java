// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.PeFiles;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.windows.simulated.SimulatedWin32;
import rmux.pty.winpty.jna.LibrarySearch;

/** The provider on a simulated Windows with a simulated winpty, and a program to start. */
final class SimulatedWinPtyRig {

    /** Generous: only a fault takes that long. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    final SimulatedWin32 windows = new SimulatedWin32();
    final SimulatedWinPty winpty = new SimulatedWinPty(windows);
    final List<Integer> interrupted = new ArrayList<>();
    final List<Path> loaded = new ArrayList<>();
    final ConsoleHelper helper = new ConsoleHelper() {
        @Override
        public void interrupt(int pid) throws PtyException {
            if (!helperWorks) {
                throw new PtyException("interrupt", "no helper here");
            }
            interrupted.add(pid);
        }

        @Override
        public void writeRecords(int pid, byte[] bytes) {
            throw new AssertionError("winpty has no records");
        }
    };
    final WinPtyProvider provider;
    final Path program;
    final Path library;
    boolean helperWorks = true;

    SimulatedWinPtyRig(Path directory) throws IOException {
        program = directory.resolve("program.exe");
        if (!Files.exists(program)) {
            Files.createFile(program);
        }
        library = PeFiles.winpty(directory.resolve("winpty"));
        provider = new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "amd64",
                new LibrarySearch(name -> library.toString(), name -> null, List.of()),
                () -> windows,
                path -> {
                    loaded.add(path);
                    return winpty;
                },
                () -> helper));
    }

    PtyCommand command() {
        return PtyCommand.of(program.toString()).withHangupGrace(Duration.ofMillis(50));
    }

    PtySession spawn() throws PtyException {
        return provider.spawn(command());
    }

    /** The agent, or the program, of the session that was started last. */
    SimulatedProcess lastProcess() {
        return windows.processes().get(windows.processes().size() - 1);
    }

    /** Everything that is open or alive. */
    List<String> open() {
        List<String> open = new ArrayList<>(windows.open());
        open.addAll(winpty.live());
        return open;
    }
}
