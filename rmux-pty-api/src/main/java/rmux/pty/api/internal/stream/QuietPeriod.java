// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.util.function.LongSupplier;

/**
 * A time in which nothing has come, of a length that makes it unlikely that something will. It is looked at in steps; a look that
 * comes late shows a machine too busy for the silence to mean anything, and the period begins anew. Not safe for use by several
 * threads.
 */
final class QuietPeriod {

    /** How many looks there are in a period. */
    private static final int LOOKS = 5;

    private final long length;
    private final LongSupplier clock;
    private long begin;
    private long lastLook;

    /** A period that begins now; the length in nanoseconds, the clock monotonic. */
    QuietPeriod(long length, LongSupplier clock) {
        this.length = length;
        this.clock = clock;
        restart();
    }

    /** Something has come. */
    void restart() {
        begin = clock.getAsLong();
        lastLook = begin;
    }

    /** Looks at the clock: returns the nanoseconds until the next look, or 0 once the period is over. */
    long look() {
        long now = clock.getAsLong();
        long step = length / LOOKS;
        if (now - lastLook > 2 * step) {
            begin = now;
        }
        lastLook = now;
        return Math.max(0, Math.min(step, length - (now - begin)));
    }
}
