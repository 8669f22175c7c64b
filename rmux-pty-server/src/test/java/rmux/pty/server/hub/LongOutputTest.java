// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.Eventually;

/** A session that has written very much. */
@Tag("once")
class LongOutputTest {

    private static final TerminalSize SIZE = TerminalSize.of(80, 24);
    private static final Duration DRAINED = Duration.ofSeconds(110);
    private static final int ATTEMPTS = 20;
    private static final long MOST_MILLIS = 50;

    /** At the fast lane's amount, and in the full lane at 1 GB. */
    @Test
    @DisplayName("attach after 50 MB of output: painted in less than 50 ms")
    void fiftyMegabytes() throws Exception {
        assertPaintsSoon(50_000_000L);
    }

    @Test
    @Tag("full")
    @Tag("one-jdk")
    @DisplayName("attach after 1 GB of output: painted in less than 50 ms")
    void gigabyte() throws Exception {
        assertPaintsSoon(1_000_000_000L);
    }

    private static void assertPaintsSoon(long bytes) throws Exception {
        try (SessionHub hub = new SessionHub(HubOptions.defaults())) {
            String line = "0123456789 the quick brown fox jumps over the lazy dog";
            HubSession session = hub.create(
                    "long", PtyCommand.shell("yes '" + line + "' | head -c " + bytes + "; echo the-end; exec cat"));
            Eventually.within(DRAINED, "all of it", () -> session.summary().outputBytes() > bytes);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < ATTEMPTS; i++) { // the machine may be busy with something else at one of them
                RecordingSink sink = new RecordingSink(SIZE);
                long start = System.nanoTime();
                try (Viewer viewer = session.attach(SIZE, true, sink)) {
                    assertThat(sink.isPainted()).isTrue();
                    best = Math.min(best, System.nanoTime() - start);
                    sink.await("the-end");
                    assertThat(sink.screen.text()).contains(line);
                    assertThat(viewer).isNotNull();
                }
            }
            assertThat(best / 1_000_000).as("milliseconds").isLessThan(MOST_MILLIS);
        }
    }
}
