// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.time.Duration;

/** The time limits of tests; generous, since machines that run tests are slow. */
final class TestLimits {

    /** For what must happen soon: a screen that shows something, a program that ends. */
    static final Duration SOON = Duration.ofSeconds(60);

    /** For what builds something: an image of the JDK. */
    static final Duration BUILD = Duration.ofMinutes(5);

    private TestLimits() {}
}
