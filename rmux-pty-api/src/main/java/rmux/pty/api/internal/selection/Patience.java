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

    static final Patience DEFAULT =
            new Patience(TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(100));
}
