// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Starts programs with pty4j. Nothing else refers to its classes, so that the others run without them. */
final class Pty4j {

    private Pty4j() {}

    static Process start(List<String> command, Optional<Path> directory) throws IOException {
        PtyProcessBuilder builder = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(new HashMap<>(System.getenv()))
                .setInitialColumns(80)
                .setInitialRows(24);
        directory.ifPresent(path -> builder.setDirectory(path.toString()));
        return builder.start();
    }
}
