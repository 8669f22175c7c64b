// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import java.time.Duration;

/** How long things may take before a test calls them hanging; generous, because machines are shared. */
public final class TestLimits {

    /** For one step of a conversation. */
    public static final Duration STEP = Duration.ofSeconds(30);

    /** For a whole transfer, or many sessions. */
    public static final Duration TRANSFER = Duration.ofSeconds(100);

    private TestLimits() {}
}
