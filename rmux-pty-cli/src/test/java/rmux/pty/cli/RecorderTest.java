// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.recording.CastEvent;
import rmux.pty.cli.recording.CastFormat;
import rmux.pty.cli.recording.CastReader;
import rmux.pty.cli.recording.CastWriter;
import rmux.pty.cli.recording.CastWriter.Existing;

/** What passes through a session, as it is recorded. */
class RecorderTest {

    private static final String HEADER = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("a.cast");
    }

    @Test
    @DisplayName("what is written can be read: output and sizes, in order, at rising times")
    void roundTrip() throws Exception {
        try (Recorder writer = recorder(Existing.REFUSE)) {
            writer.started(TerminalSize.of(100, 30));
            write(writer, "one\r\n\033[1m\u0000\u0007\"\\");
            writer.resized(TerminalSize.of(120, 40));
            write(writer, "two €𝄞");
        }
        List<CastEvent> events = read();
        assertThat(events).extracting(CastEvent::code).containsExactly("o", "r", "o");
        assertThat(events)
                .extracting(CastEvent::data)
                .containsExactly("one\r\n\033[1m\u0000\u0007\"\\", "120x40", "two €𝄞");
        assertThat(events).extracting(CastEvent::seconds).isSorted();
        assertThat(Files.readString(file))
                .startsWith("{\"version\":2,\"width\":100,\"height\":30,\"timestamp\":")
                .contains("\"title\":\"a \\\"title\\\"\"", "\"env\":{", "\"TERM\":", "\"SHELL\":");
    }

    @ParameterizedTest(name = "a character split over reads of {0} bytes stays whole")
    @CsvSource({"1", "2", "3"})
    void splitCharacters(int length) throws Exception {
        String text = "aäß€𝄞z";
        byte[] bytes = text.getBytes(UTF_8);
        try (Recorder writer = recorder(Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            for (int i = 0; i < bytes.length; i += length) {
                byte[] part = Arrays.copyOfRange(bytes, i, Math.min(i + length, bytes.length));
                writer.output(part, part.length);
            }
        }
        assertThat(output()).isEqualTo(text);
    }

    @Test
    @DisplayName("what is not UTF-8 becomes U+FFFD, also at the end")
    void notText() throws Exception {
        try (Recorder writer = recorder(Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            writer.output(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}, 5);
        }
        assertThat(output()).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    @DisplayName("a recording that was there is kept until the program has started, and then is gone as a whole")
    void keptUntilStarted() throws Exception {
        String before = HEADER + "[1, \"o\", \"" + "x".repeat(1000) + "\"]\n";
        Files.writeString(file, before);
        recorder(Existing.OVERWRITE).close();
        assertThat(file).hasContent(before);
        try (Recorder writer = recorder(Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            write(writer, "new");
        }
        assertThat(output()).isEqualTo("new");
    }

    @Test
    @DisplayName("a continued recording keeps what it has, notes the size, and goes on from its last time")
    void continued() throws Exception {
        Files.writeString(file, HEADER + "[2.5, \"o\", \"before\"]"); // without a line end
        try (Recorder writer = recorder(Existing.CONTINUE)) {
            writer.started(TerminalSize.of(100, 30));
            write(writer, "after");
        }
        List<CastEvent> events = read();
        assertThat(events).extracting(CastEvent::code).containsExactly("o", "r", "o");
        assertThat(events).extracting(CastEvent::data).containsExactly("before", "100x30", "after");
        assertThat(events.get(2).seconds()).isBetween(2.5, 2.5 + TestLimits.SOON.toSeconds());
    }

    @ParameterizedTest
    @DisplayName("the exit status is the last event, after a character that was never completed")
    @EnumSource(CastFormat.class)
    void exit(CastFormat format) throws Exception {
        try (Recorder recorder = recorder(format, Existing.REFUSE)) {
            recorder.started(TerminalSize.DEFAULT);
            recorder.output(new byte[] {'a', (byte) 0xe2}, 2);
            recorder.ended(7);
        }
        assertThat(read()).extracting(CastEvent::code).containsExactly("o", "o", "x");
        assertThat(read()).extracting(CastEvent::data).containsExactly("a", "\ufffd", "7");
    }

    private Recorder recorder(Existing existing) throws IOException {
        return recorder(CastFormat.V2, existing);
    }

    private Recorder recorder(CastFormat format, Existing existing) throws IOException {
        return new Recorder(
                new CastWriter(file, format, existing), Map.of("title", "a \"title\""), OptionalDouble.empty());
    }

    private static void write(Recorder recorder, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.output(bytes, bytes.length);
    }

    private String output() throws IOException {
        StringBuilder output = new StringBuilder();
        read().forEach(event -> output.append(event.data()));
        return output.toString();
    }

    private List<CastEvent> read() throws IOException {
        List<CastEvent> events = new ArrayList<>();
        try (CastReader reader = new CastReader(file)) {
            for (Optional<CastEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                events.add(next.get());
            }
        }
        return events;
    }
}
