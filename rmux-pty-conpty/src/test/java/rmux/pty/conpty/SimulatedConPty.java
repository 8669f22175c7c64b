// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.SimulatedBackend;

/** The provider on a simulated Windows, with a program to start. */
final class SimulatedConPty extends SimulatedBackend {

    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final FaultInjector faults = new FaultInjector();
    final List<Integer> interrupted = new ArrayList<>();
    final List<byte[]> records = new ArrayList<>();
    boolean helperWorks = true;
    /** How long the helper takes. */
    Runnable whileInterrupting = () -> {};

    final ConPtyProvider provider;

    SimulatedConPty(Path directory) throws IOException {
        this(directory, "program.exe");
    }

    SimulatedConPty(Path directory, String name) throws IOException {
        super(directory, name);
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

    @Override
    public PtyProvider provider() {
        return provider;
    }
}
