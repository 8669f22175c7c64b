// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.time.Duration;
import java.util.OptionalLong;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.TerminalSize;

/**
 * Tells the flight recorder what happens to terminals, on a JVM that has one; costs next to nothing when it is not on.
 *
 * <p>The events themselves are touched only once there has been a recording: registering them takes the recorder some 60 ms,
 * which a program that starts one shell would pay before its first prompt.
 */
public final class PtyEvents {

    private static final boolean RECORDER = isRecorderPresent();

    private PtyEvents() {}

    private static boolean isRecorderPresent() {
        try {
            Class.forName("jdk.jfr.Event", false, PtyEvents.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Asked each time, for a recording may start at any moment; it reads one static field. */
    private static boolean isWatching() {
        return RECORDER && FlightRecorderEvents.isRecorderInUse();
    }

    /** A spawn that is under way. */
    public interface SpawnTimer {
        void spawned(String provider, String program, OptionalLong pid);
    }

    public static SpawnTimer spawning() {
        return isWatching() ? FlightRecorderEvents.spawning() : (provider, program, pid) -> {};
    }

    public static void exit(OptionalLong pid, ExitStatus status) {
        if (isWatching()) {
            FlightRecorderEvents.exit(pid.orElse(0), status);
        }
    }

    public static void resize(TerminalSize size) {
        if (isWatching()) {
            FlightRecorderEvents.resize(size);
        }
    }

    public static void stalledWrite(Duration limit, long transferred) {
        if (isWatching()) {
            FlightRecorderEvents.stalledWrite(limit, transferred);
        }
    }
}
