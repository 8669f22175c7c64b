// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.TerminalSize;

/** A screen keeps up with programs that write without end, and does not grow. */
@Tag("once")
@Tag("one-jdk")
class ThroughputTest {

    private static final long TOTAL = 100L * 1024 * 1024;
    private static final double MEGABYTES_PER_SECOND = 20;
    private static final long MOST_GROWTH = 4L * 1024 * 1024;
    private static final int CHUNK = 8192;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"seq.80x24", "vim.80x24", "mc.100x30", "unicode.80x24", "colors.80x24", "editing.80x24"})
    @DisplayName("100 MiB pass at 20 MB per second of one core, and the memory stays as it was")
    void keepsUp(String name) throws IOException, URISyntaxException {
        byte[] bytes = OracleTest.stream(name);
        Screen screen = Screen.of(TerminalSize.parse(name.substring(name.indexOf('.') + 1)));
        write(screen, bytes, TOTAL / 10); // warm, and the scrollback full
        long before = used();
        long start = THREADS.getCurrentThreadCpuTime(); // of this thread: the machine may have other things to do
        write(screen, bytes, TOTAL);
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        double rate = TOTAL / 1e6 / seconds;
        System.err.printf(Locale.ROOT, "%s: %.0f MB/s%n", name, rate);
        assertThat(rate).as("megabytes per second of processor time").isGreaterThan(MEGABYTES_PER_SECOND);
        assertThat(used() - before).as("growth in bytes").isLessThan(MOST_GROWTH);
        assertThat(screen.text()).isNotNull();
    }

    private static void write(Screen screen, byte[] bytes, long total) {
        long left = total;
        while (left > 0) {
            for (int at = 0; at < bytes.length; at += CHUNK) {
                screen.write(bytes, at, Math.min(CHUNK, bytes.length - at));
            }
            left -= bytes.length;
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
