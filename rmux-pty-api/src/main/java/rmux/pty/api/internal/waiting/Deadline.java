// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.time.Duration;

/** A point in monotonic time, or none; a value. */
public record Deadline(long at, boolean limited) {

    public static final long FOREVER = Long.MAX_VALUE;

    /** Shared, so that calls without a limit make no object. */
    private static final Deadline NONE = new Deadline(0, false);

    /** A time from now, in nanoseconds; {@link #FOREVER} for no limit. */
    public static Deadline after(long nanos) {
        return nanos == FOREVER ? NONE : new Deadline(System.nanoTime() + Math.max(0, nanos), true);
    }

    /** A duration in nanoseconds; one too long to count is no limit, a negative one is zero. */
    public static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return FOREVER;
        }
    }

    public boolean passed() {
        return limited && at - System.nanoTime() <= 0;
    }

    /** The nanoseconds left, 0 or less when passed; {@link #FOREVER} for no limit. */
    public long remaining() {
        return limited ? at - System.nanoTime() : FOREVER;
    }
}
