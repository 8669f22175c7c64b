// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.nio.file.Path;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.testkit.programs.WindowsPrograms;

/** The Windows test programs (src/main/native of rmux-pty-windows-testkit), where {@code scripts/windows-suite} built them. */
final class Programs {

    private static final Path DIRECTORY = Path.of(System.getProperty("rmux.pty.test.programs", "."));

    private Programs() {}

    static Path path(String name) {
        return DIRECTORY.resolve(name + ".exe");
    }

    /** ptyprobe, which has the agent's console as its standard streams under Wine too. */
    static PtyCommand probe(String... arguments) {
        return PtyCommand.of(path("ptyprobe").toString(), arguments);
    }

    /** The same programs as the conformance suite wants them. */
    static WindowsPrograms contract() {
        return new WindowsPrograms(DIRECTORY, List.of());
    }
}
