// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.PeFiles;
import rmux.pty.windows.simulated.SimulatedBackend;
import rmux.pty.winpty.jna.LibrarySearch;

/** The provider on a simulated Windows with a simulated winpty, and a program to start. */
final class SimulatedWinPtyRig extends SimulatedBackend {

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
    final Path library;
    boolean helperWorks = true;

    SimulatedWinPtyRig(Path directory) throws IOException {
        super(directory, "program.exe");
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

    @Override
    public PtyProvider provider() {
        return provider;
    }

    @Override
    public List<String> open() {
        List<String> open = super.open();
        open.addAll(winpty.live());
        return open;
    }
}
