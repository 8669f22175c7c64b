// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rmux-pty play}. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = "Show a recording (asciicast version 2) at the speed it was made, or another.")
final class PlayCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SLOWEST = 0.001;

    @Parameters(index = "0", paramLabel = "FILE.cast", description = "The recording.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many times as fast; 0 for no pauses. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (speed != 0 && !(speed >= SLOWEST)) { // NaN, too
            throw new IllegalArgumentException("--speed must be 0, or " + SLOWEST + " or more, but was " + speed);
        }
        StandardOutput output = new StandardOutput();
        long start = System.nanoTime();
        try (CastReader recording = new CastReader(file)) {
            for (Optional<CastEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                CastEvent event = next.get();
                if (event.code().equals("o")) {
                    await(start, event.seconds());
                    byte[] bytes = event.data().getBytes(StandardCharsets.UTF_8);
                    output.write(bytes, bytes.length);
                }
            }
        }
        return 0;
    }

    private void await(long start, double seconds) throws InterruptedException {
        if (speed > 0) {
            long due = start + (long) (seconds / speed * NANOS_PER_SECOND);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
    }
}
