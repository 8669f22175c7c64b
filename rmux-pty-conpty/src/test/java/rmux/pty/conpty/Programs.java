// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtyCommand;

/** The Windows test programs (src/main/native of rmux-pty-windows-testkit), where {@code scripts/windows-suite} built them. */
final class Programs {

    private static final Path DIRECTORY = Path.of(System.getProperty("rmux.pty.test.programs", "."));

    private Programs() {}

    static Path path(String name) {
        return DIRECTORY.resolve(name + ".exe");
    }

    /** A library that was built beside the programs. */
    static Path library(String name) {
        return DIRECTORY.resolve(name + ".dll").toAbsolutePath();
    }

    /** ptyprobe with the console as its standard streams, which Wine gives nobody by itself. */
    static PtyCommand probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of(path("ptyprobe").toString()));
        all.addAll(List.of(arguments));
        return PtyCommand.of(path("stdshim").toString(), all);
    }

    /** ptyprobe itself, for what it reports into a file. */
    static PtyCommand probeAlone(String... arguments) {
        return PtyCommand.of(path("ptyprobe").toString(), arguments);
    }
}
