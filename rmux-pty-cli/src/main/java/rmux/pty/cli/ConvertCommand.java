// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rmux.pty.cli.recording.CastEvent;
import rmux.pty.cli.recording.CastFormat;
import rmux.pty.cli.recording.CastReader;
import rmux.pty.cli.recording.CastWriter;

/** {@code rmux-pty convert}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Write a recording in another version of asciicast; events and what is said of it are kept.")
final class ConvertCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FROM.cast", description = "The recording.")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "TO.cast", description = "The new one, which must not exist yet.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "V2, which every player knows, or V3.")
    private CastFormat format = CastFormat.V2;

    @Option(names = "--force", description = "Overwrite a file that exists.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        CastWriter.Existing existing = force ? CastWriter.Existing.OVERWRITE : CastWriter.Existing.REFUSE;
        if (to.toFile().exists() && from.toRealPath().equals(to.toRealPath())) {
            throw new IOException(from + " cannot be written while it is read; name another file");
        }
        try (CastReader reader = new CastReader(from);
                CastWriter writer = new CastWriter(to, format, existing)) {
            writer.begin(reader.header());
            for (Optional<CastEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                CastEvent event = next.get();
                writer.event(event.seconds(), event.code(), event.data());
            }
        }
        return ExitCodes.OK;
    }
}
