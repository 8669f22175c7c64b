// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.TerminalSize;

class SizeWatchTest {

    private static final TerminalSize SMALL = TerminalSize.of(80, 24);
    private static final TerminalSize LARGE = TerminalSize.of(120, 40);

    @Test
    @DisplayName("each change of the window's size is reported once, and the size at the start is no change")
    void changes() throws Exception {
        List<Optional<TerminalSize>> looks = List.of(
                Optional.of(SMALL), Optional.of(SMALL), Optional.of(LARGE), Optional.of(LARGE), Optional.of(SMALL));
        List<Integer> changedAt = new ArrayList<>();
        int[] look = {0};
        SizeWatch watch = new SizeWatch(
                () -> {
                    if (look[0] == looks.size() - 1) {
                        Thread.currentThread().interrupt();
                    }
                    return looks.get(look[0]++);
                },
                1,
                () -> changedAt.add(look[0] - 1));

        watch.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(changedAt).containsExactly(2, 4);
        assertThat(look[0]).isEqualTo(looks.size());
    }
}
