// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("the flight recorder is notified of spawn, resize, stalled write and exit")
    void events() throws Exception {
        Path file = directory.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            for (String name : new String[] {"Spawn", "Resize", "StalledWrite", "Exit"}) {
                recording.enable("rmux.pty." + name).withoutThreshold();
            }
            recording.start();
            ScriptedChild child = new ScriptedChild();
            try (PtySession session = ScriptedProvider.session(new ScriptedTerminal(), child)) {
                session.master().resize(TerminalSize.of(12, 34));
                assertThat(catchThrowable(() -> session.master().write(ByteBuffer.allocate(1), Duration.ofMillis(1))))
                        .isInstanceOf(PtyTimeoutException.class);
                child.exit(new ExitStatus.Exited(7));
            }
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("rmux.pty."))
                .toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrder(
                        "rmux.pty.Spawn", "rmux.pty.Resize", "rmux.pty.StalledWrite", "rmux.pty.Exit");
        assertThat(named(events, "rmux.pty.Spawn").getLong("pid")).isEqualTo(ScriptedChild.PID);
        assertThat(named(events, "rmux.pty.Spawn").getString("program")).isEqualTo("scripted");
        assertThat(named(events, "rmux.pty.Resize").getInt("columns")).isEqualTo(12);
        assertThat(named(events, "rmux.pty.StalledWrite").getLong("transferred"))
                .isZero();
        assertThat(named(events, "rmux.pty.Exit").getString("status")).isEqualTo("exit code 7");
    }

    private static RecordedEvent named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
