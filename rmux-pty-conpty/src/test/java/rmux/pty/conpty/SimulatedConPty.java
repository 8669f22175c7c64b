// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The provider on a simulated Windows, with a program to start. */
final class SimulatedConPty {

    /** Generous: only a fault takes that long. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    final SimulatedWin32 windows = new SimulatedWin32();
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final FaultInjector faults = new FaultInjector();
    final List<Integer> interrupted = new ArrayList<>();
    final List<byte[]> records = new ArrayList<>();
    boolean helperWorks = true;
    /** How long the helper takes. */
    Runnable whileInterrupting = () -> {};

    final ConPtyProvider provider;
    final Path program;

    SimulatedConPty(Path directory) throws IOException {
        this(directory, "program.exe");
    }

    SimulatedConPty(Path directory, String name) throws IOException {
        program = directory.resolve(name);
        if (!Files.exists(program)) {
            Files.createFile(program);
        }
        ConsoleHelper helper = new ConsoleHelper() {
            @Override
            public void interrupt(int pid) throws PtyException {
                if (!helperWorks) {
                    throw new PtyException("interrupt", "no helper here");
                }
                interrupted.add(pid);
                whileInterrupting.run();
            }

            @Override
            public void writeRecords(int pid, byte[] bytes) {
                records.add(bytes);
            }
        };
        provider = new ConPtyProvider(new ConPtySystem(
                "Windows 11",
                "amd64",
                () -> windows,
                properties::get,
                environment::get,
                () -> helper,
                faults.threads(Thread::new)));
    }

    PtyCommand command() {
        return PtyCommand.of(program.toString()).withHangupGrace(Duration.ofMillis(50));
    }

    PtySession spawn() throws PtyException {
        return provider.spawn(command());
    }

    /** The process that was created last. */
    SimulatedProcess lastProcess() {
        return windows.processes().get(windows.processes().size() - 1);
    }
}
