// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.time.Duration;

/** The time limits of tests; generous, since machines that run tests are slow. */
public final class TestLimits {

    /** For what must happen soon. */
    public static final Duration SOON = Duration.ofSeconds(30);

    private TestLimits() {}
}
