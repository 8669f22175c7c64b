// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.time.Duration;

/** How long things may take before a test calls them hanging; generous, because machines are shared. */
final class TestLimits {

    /** For one step of a conversation. */
    static final Duration STEP = Duration.ofSeconds(30);

    /** For a whole transfer, or many sessions. */
    static final Duration TRANSFER = Duration.ofSeconds(110);

    private TestLimits() {}
}
