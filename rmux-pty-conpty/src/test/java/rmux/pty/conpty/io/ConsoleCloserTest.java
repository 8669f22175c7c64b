// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a pseudo console is closed, once. */
class ConsoleCloserTest {

    private static final long LIMIT_SECONDS = 30;

    private final AtomicInteger closed = new AtomicInteger();
    private final ConsoleCloser closing = new ConsoleCloser(closed::incrementAndGet);

    private Duration closedAfter(Runnable begin) throws Exception {
        long began = System.nanoTime();
        begin.run();
        closing.finish();
        assertThat(closed).hasValue(1);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    @DisplayName("IO-03: a host gets the time to draw its last frame, however long nothing had come before")
    void timeToDraw() throws Exception {
        assertThat(closedAfter(() -> closing.beginWhenQuiet(() -> Long.MAX_VALUE)))
                .isGreaterThanOrEqualTo(Duration.ofNanos(ConsoleCloser.QUIET_NANOS));
    }

    @Test
    @DisplayName("IO-03: as long as output comes, the console is not closed")
    void outputComes() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        LongSupplier comes = () -> asked.incrementAndGet() < 4 ? 0 : Long.MAX_VALUE;
        assertThat(closedAfter(() -> closing.beginWhenQuiet(comes)))
                .isGreaterThanOrEqualTo(Duration.ofNanos(4 * ConsoleCloser.QUIET_NANOS));
        assertThat(asked).hasValue(4);
    }

    @Test
    @DisplayName("IO-04: others that go on drawing do not keep the output open")
    void othersDraw() throws Exception {
        assertThat(closedAfter(() -> closing.beginWhenQuiet(() -> 0))).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    @DisplayName(
            "LIFE-02: closing the session waits for nothing, also when the console is about to be closed, and closes once")
    void hurry() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        assertThat(closing.unlessBegun(() -> 7)).as("a resize before").isEqualTo(7);
        closing.beginWhenQuiet(() -> {
            asked.countDown();
            await(answered);
            return 0;
        });
        await(asked);
        assertThat(closing.unlessBegun(() -> 7)).as("a resize meanwhile").isZero();

        closing.begin();
        answered.countDown();
        closing.finish();
        closing.begin();
        closing.beginWhenQuiet(() -> Long.MAX_VALUE);

        assertThat(closed).hasValue(1);
        assertThat(closing.unlessBegun(() -> 7)).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
