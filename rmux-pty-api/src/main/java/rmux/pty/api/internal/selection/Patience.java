// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.concurrent.TimeUnit;

/**
 * How long providers may take to answer.
 *
 * @param graceNanos how long one is waited for when another one fits
 * @param limitNanos how long one is waited for at most
 * @param pauseNanos how long after a passing failure one is not asked again, doubled with each failure in a row
 */
record Patience(long graceNanos, long limitNanos, long pauseNanos) {

    /** How many seconds a provider is waited for at most, for machines on which nothing is done within {@value #SECONDS}. */
    static final String PROPERTY = "rmux.pty.patience";

    private static final long SECONDS = 10;

    static final Patience DEFAULT = ofSeconds(Long.getLong(PROPERTY, SECONDS));

    /** As long as a property says; what is no number of seconds counts for nothing. */
    static Patience ofSeconds(long seconds) {
        long limit = TimeUnit.SECONDS.toNanos(seconds > 0 ? seconds : SECONDS);
        return new Patience(limit * 3 / 10, limit, TimeUnit.MILLISECONDS.toNanos(100));
    }
}
