// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

import java.time.Duration;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.TerminalSize;

/** Tells the flight recorder what happens to terminals, on a JVM that has one; costs next to nothing when it is not on. */
final class PtyEvents {

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

    /** A spawn that is under way. */
    interface SpawnTimer {
        void spawned(String provider, String program, long pid);
    }

    static SpawnTimer spawning() {
        return RECORDER ? FlightRecorderEvents.spawning() : (provider, program, pid) -> {};
    }

    static void exit(long pid, ExitStatus status) {
        if (RECORDER) {
            FlightRecorderEvents.exit(pid, status);
        }
    }

    static void resize(TerminalSize size) {
        if (RECORDER) {
            FlightRecorderEvents.resize(size);
        }
    }

    static void stalledWrite(Duration limit, long transferred) {
        if (RECORDER) {
            FlightRecorderEvents.stalledWrite(limit, transferred);
        }
    }
}
