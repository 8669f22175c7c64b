// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rmux.pty.cli.recording.CastReader;

/** {@code rmux-pty play}. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = {
            "Show a recording (asciicast version 2 or 3) at the speed it was made, or another.",
            "Space pauses and continues; while paused, a period shows the next output, and ] goes to the next marker."
                    + " q and ^C end it."
        })
final class PlayCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final double SLOWEST = 0.001;

    @Parameters(index = "0", paramLabel = "FILE.cast", description = "The recording; - is standard input.")
    private String file = "";

    @Option(
            names = {"-s", "--speed"},
            paramLabel = "N",
            description = "How many times as fast; 0 for no pauses. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Option(
            names = {"-i", "--idle-time-limit"},
            paramLabel = "SECONDS",
            description = "The longest pause; that of the recording unless given.")
    private @Nullable Double idleTimeLimit;

    @Option(
            names = {"-m", "--pause-on-markers"},
            description = "Pause at each marker of the recording.")
    private boolean pauseOnMarkers;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (speed != 0 && !(speed >= SLOWEST)) { // NaN, too
            throw new IllegalArgumentException("--speed must be 0, or " + SLOWEST + " or more, but was " + speed);
        }
        OptionalDouble limit = IdleTime.limit(idleTimeLimit);
        try (CastReader recording = open();
                PlayKeys keys =
                        file.equals(STANDARD_INPUT) || speed == 0 ? PlayKeys.none() : PlayKeys.ofThisTerminal()) {
            Playback playback = new Playback(
                    keys, speed, limit.isPresent() ? limit : recording.header().idleTimeLimit(), pauseOnMarkers);
            return playback.show(recording) ? ExitCodes.OK : ExitCodes.INTERRUPTED;
        }
    }

    private CastReader open() throws IOException {
        return file.equals(STANDARD_INPUT)
                ? new CastReader("standard input", new FileInputStream(FileDescriptor.in))
                : new CastReader(Path.of(file));
    }
}
