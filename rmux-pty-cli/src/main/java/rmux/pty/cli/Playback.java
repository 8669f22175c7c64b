// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import rmux.pty.cli.recording.CastEvent;
import rmux.pty.cli.recording.CastReader;

/** Shows a recording in time, as the keys of the user direct. */
final class Playback {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long FOREVER = Long.MAX_VALUE;

    private final PlayKeys keys;
    private final double speed;
    private final double longestPause;
    private final boolean pausesOnMarkers;
    private final StandardOutput output = new StandardOutput();
    private long due;
    private boolean paused;
    private boolean toNextMarker;

    /** What the user wants next. */
    private enum Next {
        SHOW,
        QUIT,
        INTERRUPT
    }

    /** A playback at a speed, where 0 is without pauses. */
    Playback(PlayKeys keys, double speed, OptionalDouble idleTimeLimit, boolean pausesOnMarkers) {
        this.keys = keys;
        this.speed = speed;
        this.longestPause = idleTimeLimit.orElse(Double.MAX_VALUE);
        this.pausesOnMarkers = pausesOnMarkers;
    }

    /** Shows a recording to its end, or until the user ends it; false if by an interrupt. */
    boolean show(CastReader recording) throws IOException, InterruptedException {
        due = System.nanoTime();
        double before = 0;
        for (Optional<CastEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
            CastEvent event = next.get();
            boolean isMarker = event.code().equals(CastEvent.MARKER);
            if (!isMarker && !event.code().equals(CastEvent.OUTPUT)) {
                continue;
            }
            double gap = Math.max(0, event.seconds() - before);
            before = event.seconds();
            Next wish = speed == 0 ? Next.SHOW : await(Math.min(gap, longestPause));
            if (wish != Next.SHOW) {
                return wish == Next.QUIT;
            }
            if (isMarker) {
                passMarker();
            } else {
                byte[] bytes = event.data().getBytes(StandardCharsets.UTF_8);
                output.write(bytes, bytes.length);
            }
        }
        return true;
    }

    private void passMarker() {
        if (keys.isConnected() && (pausesOnMarkers || toNextMarker)) {
            paused = true;
            toNextMarker = false;
        }
    }

    /** Waits until an event that is so many seconds after the last one is to be shown, and obeys keys meanwhile. */
    private Next await(double seconds) throws InterruptedException {
        due += (long) Math.min(seconds / speed * NANOS_PER_SECOND, FOREVER / 4.0);
        while (paused || (!toNextMarker && due - System.nanoTime() > 0)) {
            long pausedSince = System.nanoTime();
            Character key = keys.await(paused ? FOREVER : due - System.nanoTime());
            if (key == null) {
                continue;
            }
            if (paused) {
                due += System.nanoTime() - pausedSince;
            }
            switch (key) {
                case 'q' -> {
                    return Next.QUIT;
                }
                case PlayKeys.INTERRUPT -> {
                    return Next.INTERRUPT;
                }
                case ' ' -> paused = !paused;
                case '.' -> {
                    if (paused) {
                        due = System.nanoTime();
                        return Next.SHOW;
                    }
                }
                case ']' -> {
                    toNextMarker = paused;
                    paused = false;
                }
                default -> {
                    // Any other key means nothing here.
                }
            }
        }
        if (toNextMarker) {
            due = System.nanoTime();
        }
        return Next.SHOW;
    }
}
