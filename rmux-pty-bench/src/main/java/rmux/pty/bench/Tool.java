// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the tools that some scenarios need, and clears up after them. */
final class Tool {

    private Tool() {}

    /** How a command ended, and all it printed, in one line. */
    record Outcome(int code, String text) {}

    /** Runs a command to its end. */
    static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream output = process.getInputStream()) {
            output.transferTo(text);
        }
        return new Outcome(
                process.waitFor(), text.toString(StandardCharsets.UTF_8).trim().replace('\n', ' '));
    }

    /** Deletes a folder and all that is in it, if it is there. */
    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
