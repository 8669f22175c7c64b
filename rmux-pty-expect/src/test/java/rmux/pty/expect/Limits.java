// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.time.Duration;

/** How long tests wait for what should come soon; generous, as machines may be busy. */
final class Limits {

    static final Duration SOON = Duration.ofSeconds(30);
    /** Long enough for a program to have begun, short where it does not end by itself. */
    static final Duration MOMENT = Duration.ofMillis(300);

    private Limits() {}
}
