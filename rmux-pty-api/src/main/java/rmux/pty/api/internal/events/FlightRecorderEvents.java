// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.TerminalSize;

/** The events as the flight recorder knows them; loaded only where {@code jdk.jfr} is. */
final class FlightRecorderEvents {

    private FlightRecorderEvents() {}

    /** Whether there is or was a recording in this JVM. */
    static boolean isRecorderInUse() {
        return FlightRecorder.isInitialized();
    }

    @Name("rmux.pty.Spawn")
    @Label("Pseudo-terminal spawn")
    @Category("rmux-pty")
    @Description("A program was started on a terminal; the duration is that of the spawn")
    static final class Spawn extends Event {
        @Label("Provider")
        String provider = "";

        @Label("Program")
        String program = "";

        @Label("Process id")
        long pid;
    }

    @Name("rmux.pty.Exit")
    @Label("Pseudo-terminal program exit")
    @Category("rmux-pty")
    @StackTrace(false)
    static final class Exit extends Event {
        @Label("Process id")
        long pid;

        @Label("Status")
        String status = "";
    }

    @Name("rmux.pty.Resize")
    @Label("Pseudo-terminal resize")
    @Category("rmux-pty")
    static final class Resize extends Event {
        @Label("Columns")
        int columns;

        @Label("Rows")
        int rows;
    }

    @Name("rmux.pty.StalledWrite")
    @Label("Pseudo-terminal stalled write")
    @Category("rmux-pty")
    static final class StalledWrite extends Event {
        @Label("Limit in milliseconds")
        long limitMillis;

        @Label("Bytes accepted before")
        long transferred;
    }

    static PtyEvents.SpawnTimer spawning() {
        Spawn event = new Spawn();
        event.begin();
        return (provider, program, pid) -> {
            if (event.shouldCommit()) {
                event.provider = provider;
                event.program = program;
                event.pid = pid.orElse(0);
                event.commit();
            }
        };
    }

    static void exit(long pid, ExitStatus status) {
        Exit event = new Exit();
        if (event.shouldCommit()) {
            event.pid = pid;
            event.status = status.toString();
            event.commit();
        }
    }

    static void resize(TerminalSize size) {
        Resize event = new Resize();
        if (event.shouldCommit()) {
            event.columns = size.columns();
            event.rows = size.rows();
            event.commit();
        }
    }

    static void stalledWrite(Duration limit, long transferred) {
        StalledWrite event = new StalledWrite();
        if (event.shouldCommit()) {
            event.limitMillis = limit.toMillis();
            event.transferred = transferred;
            event.commit();
        }
    }
}
