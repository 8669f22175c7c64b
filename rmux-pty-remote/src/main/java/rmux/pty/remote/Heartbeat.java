// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Finds out that the other side has gone without a sign: it is asked at an interval, and is lost when it has answered nothing
 * three times.
 *
 * <p>All heartbeats share one thread, which ends when there are none.
 */
public final class Heartbeat implements AutoCloseable {

    /** How often a silent machine is asked whether it is there, unless set. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    private static final int MOST_UNANSWERED = 2;
    private static final ScheduledThreadPoolExecutor TIMER = Watchdog.timer("rmux-remote-heartbeat");

    private final BooleanSupplier ask;
    private final Runnable lost;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final ScheduledFuture<?> beats;

    @SuppressWarnings("ThisEscapedInObjectConstruction") // the timer calls nothing before the interval
    private Heartbeat(Duration interval, BooleanSupplier ask, Runnable lost) {
        this.ask = ask;
        this.lost = lost;
        long nanos = interval.toNanos();
        this.beats = TIMER.scheduleWithFixedDelay(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Starts to ask.
     *
     * @param interval the time between two questions
     * @param ask sends a question without waiting; returns false if no answer could arrive now, so that none is expected
     * @param lost called once when three questions have gone unanswered; no more are sent
     * @return the heartbeat
     */
    public static Heartbeat start(Duration interval, BooleanSupplier ask, Runnable lost) {
        return new Heartbeat(interval, ask, lost);
    }

    private void beat() {
        try {
            if (unanswered.get() > MOST_UNANSWERED) {
                lost.run();
                close();
            } else if (ask.getAsBoolean()) {
                unanswered.incrementAndGet();
            }
        } catch (OutOfMemoryError e) {
            return; // the timer would end the heartbeat; the next one asks again
        }
    }

    /** Says that the other side has given a sign of life. */
    public void heard() {
        unanswered.set(0);
    }

    /** Ends the questions. */
    @Override
    public void close() {
        beats.cancel(false);
    }
}
