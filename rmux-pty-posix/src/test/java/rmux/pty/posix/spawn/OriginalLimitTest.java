// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.spawn.OriginalLimit.Limits;

class OriginalLimitTest {

    private static long find(long hard, Limits... ancestors) {
        List<Limits> limits = List.of(ancestors);
        return OriginalLimit.find(hard, LongStream.range(0, limits.size()), pid -> Optional.of(limits.get((int) pid)));
    }

    @Test
    @DisplayName("SPAWN-17: the nearest ancestor that has not raised its limit says what it was")
    void ancestors() {
        assertThat(find(4096, new Limits(1000, 4096), new Limits(2000, 4096))).isEqualTo(1000);
        assertThat(find(4096, new Limits(4096, 4096), new Limits(2000, 4096))).isEqualTo(2000);
    }

    @Test
    @DisplayName("SPAWN-17: an ancestor with another hard limit says nothing, nor does one above it")
    void unrelated() {
        assertThat(find(4096, new Limits(1000, 9999), new Limits(2000, 4096))).isEqualTo(1024);
        assertThat(find(4096)).isEqualTo(1024);
        assertThat(find(300, new Limits(300, 9999))).isEqualTo(300);
    }

    @Test
    @DisplayName("SPAWN-17: where the soft limit is the hard one for all ancestors, it is handed down")
    void noDifference() {
        assertThat(find(4096, new Limits(4096, 4096), new Limits(4096, 4096))).isEqualTo(4096);
    }

    @Test
    @DisplayName("SPAWN-17: limits are read from what the kernel shows")
    void parse() {
        String text = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             63385                63385                processes
                Max open files            1024                 524288               files
                """;
        assertThat(Limits.parse(text)).contains(new Limits(1024, 524288));
        assertThat(Limits.parse(text.replace("524288", "unlimited"))).contains(new Limits(1024, Long.MAX_VALUE));
        assertThat(Limits.parse("")).isEmpty();
    }
}
