// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    @Test
    @DisplayName("LIFE-08: what throws is repeated until it succeeds, whatever it throws")
    void repeatsWhatThrows() {
        Queue<Throwable> failures = new ArrayDeque<>(List.of(
                new OutOfMemoryError("of the test"), new LinkageError("of the test"), new IllegalStateException()));
        Repetition.untilTrue(() -> {
            Throwable failure = failures.poll();
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return true;
        });
        assertThat(failures).isEmpty();
    }

    @Test
    @DisplayName("LIFE-08: an interrupt neither ends nor shortens it, and is there afterwards")
    void keepsInterrupt() {
        int[] calls = {0};
        Thread.currentThread().interrupt();
        Repetition.untilTrue(() -> ++calls[0] == 2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls[0]).isEqualTo(2);
    }
}
