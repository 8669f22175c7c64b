// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.recording.CastEvent;
import rmux.pty.cli.recording.CastReader;
import rmux.pty.expect.screen.Screen;

/** {@code rmux-pty picture}. */
@Command(
        name = "picture",
        mixinStandardHelpOptions = true,
        description = "Draw a recording as SVG: the screen at its end, at another time, or all of it as an animation.")
final class PictureCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FROM.cast", description = "The recording, asciicast version 2 or 3.")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "TO.svg", description = "The picture, which must not exist yet.")
    private Path to = Path.of("");

    @ArgGroup
    private Moment moment = new Moment();

    @Option(
            names = {"-i", "--idle-time-limit"},
            paramLabel = "SECONDS",
            description = "The longest pause of an animation; that of the recording unless given.")
    private @Nullable Double idleTimeLimit;

    @Option(names = "--force", description = "Overwrite a file that exists.")
    private boolean force;

    /** What of the recording is drawn; the end, unless one of these is given. */
    static final class Moment {

        @Option(names = "--at", paramLabel = "SECONDS", description = "Draw what was shown so long after the start.")
        private @Nullable Double at;

        @Option(names = "--animated", description = "Draw all of it, as a picture that moves.")
        private boolean animated;
    }

    @Override
    public Integer call() throws IOException {
        OptionalDouble limit = IdleTime.limit(idleTimeLimit);
        if (moment.at != null && !(moment.at >= 0)) { // NaN, too
            throw new IllegalArgumentException("--at must be 0 seconds or more, but was " + moment.at);
        }
        if (!force && Files.exists(to)) {
            throw new IOException(to + " exists already; --force overwrites it");
        }
        String picture;
        try (CastReader recording = new CastReader(from)) {
            picture = moment.animated ? animation(recording, limit) : still(recording);
        }
        Files.writeString(
                to,
                picture,
                StandardCharsets.UTF_8,
                force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        return ExitCodes.OK;
    }

    private String still(CastReader recording) throws IOException {
        double end = moment.at == null ? Double.MAX_VALUE : moment.at;
        Screen screen = Screen.of(recording.header().size());
        for (Optional<CastEvent> next = recording.next();
                next.isPresent() && next.get().seconds() <= end;
                next = recording.next()) {
            show(next.get(), screen);
        }
        return screen.toSvg();
    }

    private static String animation(CastReader recording, OptionalDouble limit) throws IOException {
        double longestPause = (limit.isPresent() ? limit : recording.header().idleTimeLimit()).orElse(Double.MAX_VALUE);
        Screen screen = Screen.of(recording.header().size());
        Film film = new Film();
        double before = 0;
        double time = 0;
        for (Optional<CastEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
            double gap = Math.min(longestPause, Math.max(0, next.get().seconds() - before));
            if (gap > 0) {
                film.add(time, screen); // what was shown until now
            }
            time += gap;
            before = next.get().seconds();
            show(next.get(), screen);
        }
        return film.end(time, screen);
    }

    private static void show(CastEvent event, Screen screen) throws IOException {
        switch (event.code()) {
            case CastEvent.OUTPUT -> screen.write(event.data());
            case CastEvent.RESIZE -> {
                try {
                    screen.resize(TerminalSize.parse(event.data()));
                } catch (IllegalArgumentException e) {
                    throw new IOException("a new size is expected, but it is \"" + event.data() + "\"", e);
                }
            }
            default -> {
                // Markers and the exit show nothing.
            }
        }
    }
}
