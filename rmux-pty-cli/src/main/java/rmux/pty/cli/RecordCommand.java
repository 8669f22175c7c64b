// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rmux-pty record}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Run a command as 'run' does, and record what it shows in a file (asciicast version 2).")
final class RecordCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE.cast", description = "The recording, which must not exist yet.")
    private Path file = Path.of("");

    @ArgGroup
    private Existing existing = new Existing();

    /** What is done with a recording that exists. */
    static final class Existing {

        @Option(names = "--force", description = "Overwrite a recording, once the command has started.")
        private boolean force;

        @Option(names = "--append", description = "Continue a recording where it ends.")
        private boolean append;

        private CastWriter.Existing choice() {
            if (append) {
                return CastWriter.Existing.CONTINUE;
            }
            return force ? CastWriter.Existing.OVERWRITE : CastWriter.Existing.REFUSE;
        }
    }

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (CastWriter recording = new CastWriter(file, String.join(" ", command), existing.choice())) {
            return TerminalBridge.run(options, command, recording);
        }
    }
}
