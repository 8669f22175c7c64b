// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IO-04: when silence after an exit is the end of the output. */
class QuietPeriodTest {

    private final AtomicLong clock = new AtomicLong(-1_000);
    private final QuietPeriod period = new QuietPeriod(500, clock::get);

    private long lookAfter(long nanos) {
        clock.addAndGet(nanos);
        return period.look();
    }

    @Test
    @DisplayName("nothing comes: the period is over after its length")
    void silence() {
        for (int i = 0; i < 4; i++) {
            assertEquals(100, lookAfter(100));
        }
        assertEquals(0, lookAfter(100));
    }

    @Test
    @DisplayName("something comes: the period begins anew")
    void output() {
        lookAfter(100);
        lookAfter(150);
        lookAfter(200);
        period.restart();
        assertEquals(100, lookAfter(50));
        lookAfter(150);
        lookAfter(150);
        assertEquals(10, lookAfter(140));
        assertEquals(0, lookAfter(10));
    }

    @Test
    @DisplayName("a look comes late: the silence of a busy machine does not count")
    void busyMachine() {
        lookAfter(100);
        assertEquals(100, lookAfter(10_000));
        for (int i = 0; i < 4; i++) {
            assertEquals(100, lookAfter(100));
        }
        assertEquals(0, lookAfter(100));
    }
}
