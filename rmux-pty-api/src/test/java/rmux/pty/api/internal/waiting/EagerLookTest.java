// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EagerLookTest {

    private static final long LOOK = 20_000;
    private static final long LEARNING = 100;
    private static final int WAITS = 1_000;

    private final EagerLook look = new EagerLook(LOOK);

    /** Answers to bytes that this thread has written; returns in how many waits of a thousand it looked, once it has learned. */
    private int looks(long whenLooking, long whenSleeping) {
        int looks = 0;
        for (int i = 0; i < LEARNING + WAITS; i++) {
            look.wrote();
            assertThat(look.begin()).isTrue();
            boolean looking = look.again(0);
            assertThat(look.again(LOOK)).as("for longer than allowed").isFalse();
            looks += looking && i >= LEARNING ? 1 : 0;
            look.end(looking ? whenLooking : whenSleeping);
        }
        return looks;
    }

    @Test
    @DisplayName("a thread that waits for an answer looks where that shortens the wait")
    void helps() {
        assertThat(looks(72_000, 115_000)).isGreaterThan(900);
    }

    @Test
    @DisplayName("it sleeps where looking does not help, apart from a trial now and then")
    void doesNotHelp() {
        assertThat(looks(60_000, 60_000)).isBetween(1, 50);
        assertThat(looks(90_000, 60_000)).isBetween(1, 50);
    }

    @Test
    @DisplayName("it sleeps with a program that thinks before it answers")
    void slowAnswers() {
        assertThat(looks(5_000_000, 8_000_000)).isBetween(1, 50);
    }

    @Test
    @DisplayName("it notices when the machine gets busy, and when that is over")
    void changes() {
        assertThat(looks(72_000, 115_000)).isGreaterThan(900);
        assertThat(looks(300_000, 115_000)).isLessThan(100);
        assertThat(looks(72_000, 115_000)).isGreaterThan(500);
    }

    @Test
    @DisplayName("a thread that has not written sleeps, and so does one that reads for a second time")
    void withoutWriting() throws Exception {
        assertThat(look.begin()).isFalse();
        Thread other = new Thread(look::wrote);
        other.start();
        other.join();
        assertThat(look.begin()).isFalse();
        look.wrote();
        assertThat(look.begin()).isTrue();
        assertThat(look.begin()).isFalse();
    }

    @Test
    @DisplayName("looking can be switched off")
    void off() {
        EagerLook never = new EagerLook(0);
        never.wrote();
        assertThat(never.begin()).isFalse();
    }
}
