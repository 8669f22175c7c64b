// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The keys that are typed while a recording is shown: read from a raw terminal, which echoes nothing into the picture. */
final class PlayKeys implements AutoCloseable {

    /** ^C, which a raw terminal hands over as a character. */
    static final char INTERRUPT = 3;

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");
    private static final int MOST_KEYS = 64;

    private final @Nullable StandardStreams streams;
    private final BlockingQueue<Character> typed = new LinkedBlockingQueue<>(MOST_KEYS);

    private PlayKeys(@Nullable StandardStreams streams) {
        this.streams = streams;
    }

    /** No keys: standard input is something else. */
    static PlayKeys none() {
        return new PlayKeys(null);
    }

    /** Those of the user's terminal, if there is one. It is restored when this is closed, and when the JVM ends. */
    static PlayKeys ofThisTerminal() throws IOException {
        StandardStreams streams = StandardStreams.ofThisProcess();
        if (!streams.isInteractive()) {
            return none();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(streams::restore, "restore-terminal"));
        streams.enterRawMode();
        PlayKeys keys = new PlayKeys(streams);
        Thread thread = new Thread(() -> keys.read(streams), "keys");
        thread.setDaemon(true);
        thread.start();
        return keys;
    }

    private void read(StandardStreams from) {
        byte[] bytes = new byte[MOST_KEYS];
        try {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                for (int i = 0; i < count; i++) {
                    if (!typed.offer((char) (bytes[i] & 0xff))) {
                        break; // nobody types that fast and means it
                    }
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "keys", e); // the terminal has gone, and nobody types any more
        }
    }

    /** The next key, if one is typed in time. */
    @Nullable
    Character await(long nanos) throws InterruptedException {
        return typed.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    }

    /** Whether anybody could type. */
    boolean isConnected() {
        return streams != null;
    }

    @Override
    public void close() {
        if (streams != null) {
            streams.stopReading();
            streams.restore();
        }
    }
}
