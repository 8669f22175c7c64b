// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The limit of pauses, as an option gives it. */
final class IdleTime {

    private IdleTime() {}

    static OptionalDouble limit(@Nullable Double seconds) {
        if (seconds == null) {
            return OptionalDouble.empty();
        }
        if (!(seconds > 0 && Double.isFinite(seconds))) { // NaN, too
            throw new IllegalArgumentException("--idle-time-limit must be more than 0 seconds, but was " + seconds);
        }
        return OptionalDouble.of(seconds);
    }
}
