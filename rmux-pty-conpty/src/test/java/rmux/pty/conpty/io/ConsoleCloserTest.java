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
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.process.EventThread;

/** When a pseudo console is closed, once. */
class ConsoleCloserTest {

    private static final long LIMIT_SECONDS = 30;

    private final AtomicInteger closed = new AtomicInteger();
    private final FaultInjector faults = new FaultInjector();
    private final EventThread events = new EventThread();
    private final ConsoleCloser closing =
            new ConsoleCloser(closed::incrementAndGet, events, faults.threads(Thread::new));

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
            "LIFE-02: closing the session waits for nothing, even if the console is about to be closed, and closes once")
    void hurry() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        closing.beginWhenQuiet(() -> {
            asked.countDown();
            await(answered);
            return 0;
        });
        await(asked);

        closing.begin();
        answered.countDown();
        closing.finish();
        closing.begin();
        closing.beginWhenQuiet(() -> Long.MAX_VALUE);

        assertThat(closed).hasValue(1);
    }

    @Test
    @DisplayName("LIFE-08: a refused thread does not keep the console open: it is tried again")
    void refusedOnce() throws Exception {
        faults.fail(CallPattern.named(FaultInjector.THREAD_START).number(1), Failure.outOfThreads());
        CountDownLatch done = new CountDownLatch(1);
        ConsoleCloser refused = new ConsoleCloser(done::countDown, events, faults.threads(Thread::new));
        events.hold();

        refused.beginWhenQuiet(() -> Long.MAX_VALUE);

        await(done);
        events.release();
    }

    @Test
    @DisplayName("LIFE-08: with threads refused for good, who waits for the console to be closed closes it")
    void refusedForGood() throws Exception {
        faults.fail(CallPattern.named(FaultInjector.THREAD_START), Failure.outOfThreads());

        closing.begin();
        closing.finish();
        closing.finish();

        assertThat(closed).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
