// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long providers may take. */
class PatienceTest {

    @Test
    @DisplayName("a number of seconds stretches both limits, and what is none changes nothing")
    void seconds() {
        Patience usual = Patience.ofSeconds(10);
        assertThat(usual.graceNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
        assertThat(usual.limitNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
        assertThat(Patience.ofSeconds(100).graceNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        assertThat(Patience.ofSeconds(0)).isEqualTo(usual);
        assertThat(Patience.ofSeconds(-1)).isEqualTo(usual);
    }
}
