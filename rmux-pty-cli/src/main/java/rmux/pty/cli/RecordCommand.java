// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rmux-pty record}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Run a command as 'run' does, and record what it shows in a file (asciicast version 2).")
final class RecordCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "FILE.cast",
            description = "The recording; overwritten if it is there, once the command has started.")
    private Path file = Path.of("");

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (CastWriter recording = new CastWriter(file, String.join(" ", command))) {
            return TerminalBridge.run(options, command, recording);
        }
    }
}
