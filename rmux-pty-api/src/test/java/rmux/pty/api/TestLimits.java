// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.time.Duration;

/** The time limits of tests; generous, since machines that run tests are slow. */
public final class TestLimits {

    /** For what must happen soon. */
    public static final Duration SOON = Duration.ofSeconds(30);

    /** How long something must not happen; short, because each passing test waits for it. */
    public static final Duration QUIET = Duration.ofMillis(100);

    private TestLimits() {}
}
