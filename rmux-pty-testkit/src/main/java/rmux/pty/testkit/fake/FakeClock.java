// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time that the fake's programs live in: what {@link FakeProcess#sleep} waits for. Time limits of the API itself are always
 * real.
 */
public final class FakeClock {

    private final boolean real;
    private final AtomicLong now = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private FakeClock(boolean real) {
        this.real = real;
    }

    /**
     * Real time.
     *
     * @return a clock that goes by itself
     */
    public static FakeClock real() {
        return new FakeClock(true);
    }

    /**
     * Time that stands still until it is advanced.
     *
     * @return a clock at 0
     */
    public static FakeClock manual() {
        return new FakeClock(false);
    }

    /**
     * Lets time pass; programs whose sleep is over go on.
     *
     * @param time how much
     * @throws IllegalStateException if this clock goes by itself
     */
    public void advance(Duration time) {
        if (real) {
            throw new IllegalStateException("real time cannot be advanced; use FakeClock.manual()");
        }
        now.addAndGet(time.toNanos());
        listeners.forEach(Runnable::run);
    }

    boolean isReal() {
        return real;
    }

    long nanos() {
        return real ? System.nanoTime() : now.get();
    }

    void onAdvance(Runnable listener) {
        listeners.add(listener);
    }
}
