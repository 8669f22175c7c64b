// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rmux.pty.cli.recording.CastFormat;
import rmux.pty.cli.recording.CastWriter;

/** {@code rmux-pty record}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Run a command as 'run' does, and record what it shows in a file (asciicast).")
final class RecordCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE.cast", description = "The recording, which must not exist yet.")
    private Path file = Path.of("");

    @ArgGroup
    private Existing existing = new Existing();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "V2, which every player knows, or V3. Default: ${DEFAULT-VALUE}.")
    private CastFormat format = CastFormat.V2;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the recording; the command unless given.")
    private @Nullable String title;

    @Option(
            names = {"-i", "--idle-time-limit"},
            paramLabel = "SECONDS",
            description = "The longest pause that players should make.")
    private @Nullable Double idleTimeLimit;

    /** What is done with a recording that exists. */
    static final class Existing {

        @Option(names = "--force", description = "Overwrite a recording, once the command has started.")
        private boolean force;

        @Option(names = "--append", description = "Continue a recording where it ends, in its own format.")
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
        OptionalDouble limit = IdleTime.limit(idleTimeLimit);
        Map<String, String> texts = Map.of("title", title == null ? String.join(" ", command) : title);
        try (Recorder recorder = new Recorder(new CastWriter(file, format, existing.choice()), texts, limit)) {
            return TerminalBridge.run(options, command, recorder);
        }
    }
}
