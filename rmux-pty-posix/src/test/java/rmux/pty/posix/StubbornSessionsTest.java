// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;

/** Many sessions whose programs, two of each, ignore the hang-up. */
class StubbornSessionsTest {

    private static final int SESSIONS = 200;

    /** Longer than the default, so that what closing costs beyond it counts for little on a slow machine. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final PtyCommand STUBBORN = PtyCommand.of(
                    "sh", "-c", "trap '' HUP; sleep 1000 & printf %8d $!; while :; do sleep 1000; done")
            .withHangupGrace(GRACE);

    private final PtyProvider provider = PtyProviders.installed().named("posix");
    private final List<PtySession> sessions = new ArrayList<>();
    private final List<ProcessHandle> processes = new ArrayList<>();

    private void start() throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(provider.spawn(STUBBORN));
        }
        for (PtySession session : sessions) {
            byte[] number = session.master().inputStream().readNBytes(8);
            processes.add(ProcessHandle.of(Long.parseLong(new String(number, StandardCharsets.US_ASCII).strip()))
                    .orElseThrow());
            processes.add(session.child().handle().orElseThrow());
        }
    }

    @Test
    @DisplayName("LIFE-09: closing 200 at once takes less than two grace periods, and leaves no process")
    void closedAtOnce() throws Exception {
        start();
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> closings =
                sessions.stream().map(PtySession::closeAsync).toList();
        for (CompletableFuture<Void> closing : closings) {
            closing.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(GRACE, GRACE.multipliedBy(2));
        // Dead at once, and gone when whoever adopted them has collected them.
        for (ProcessHandle process : processes) {
            process.onExit().get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
