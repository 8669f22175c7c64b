// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import java.nio.file.Path;
import java.time.Duration;

/** What an agent may use. */
record Limits(int sessions, Duration longest, int output, Duration idle, Path directory) {

    private static final int LEAST_OUTPUT = 256;
    private static final int MOST_OUTPUT = 16 * 1024 * 1024;
    private static final int MOST_SESSIONS = 1_000;

    Limits {
        check("--max-sessions", sessions, 1, MOST_SESSIONS);
        check("--max-wait", longest.toSeconds(), 1, Duration.ofDays(1).toSeconds());
        check("--max-output", output, LEAST_OUTPUT, MOST_OUTPUT);
        check("--idle", idle.toSeconds(), 1, Duration.ofDays(30).toSeconds());
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", but was " + value);
        }
    }

    /** A wait that was asked for, or as much of it as is allowed. */
    Duration wait(double seconds) {
        double allowed = Math.max(0, Math.min(seconds, longest.toMillis() / 1e3));
        return Duration.ofMillis((long) (allowed * 1e3));
    }
}
