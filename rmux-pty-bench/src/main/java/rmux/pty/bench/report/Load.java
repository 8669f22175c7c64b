// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many processors other programs keep busy: those of the machine, seen while this program does nothing. The kernel's own load
 * average has the rounds before in it.
 */
public final class Load {

    /** From here on, times on the clock say little. */
    public static final double TOO_MUCH = 1;

    private static final long MILLIS = 400;

    private Load() {}

    /** The processors that are busy now; takes a moment. */
    public static double measure() throws IOException, InterruptedException {
        long[] before = ticks();
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        long[] after = ticks();
        double idle = after[1] - before[1];
        double total = after[0] - before[0];
        return total <= 0 ? 0 : (1 - idle / total) * Runtime.getRuntime().availableProcessors();
    }

    /** All ticks of all processors, and those without work: idle and waiting for disks (proc(5)). */
    private static long[] ticks() throws IOException {
        List<String> fields =
                List.of(Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +", -1));
        long total = fields.stream().skip(1).limit(8).mapToLong(Long::parseLong).sum();
        return new long[] {total, Long.parseLong(fields.get(4)) + Long.parseLong(fields.get(5))};
    }
}
