// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.time.Duration;

/** How long things may take before a test calls them hanging; generous, because machines are shared. */
final class TestLimits {

    /** For one step of a conversation. */
    static final Duration STEP = Duration.ofSeconds(30);

    /** For a whole transfer, or many sessions. */
    static final Duration TRANSFER = Duration.ofSeconds(110);

    /** For a test of the contract: some start a hundred programs, each of which takes its time on a busy machine. */
    static final Duration RULE = Duration.ofMinutes(10);

    private TestLimits() {}
}
