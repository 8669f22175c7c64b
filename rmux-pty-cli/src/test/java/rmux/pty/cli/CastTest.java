// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.CastWriter.Existing;

/** Recordings: asciicast version 2. */
class CastTest {

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
        try (CastWriter writer = new CastWriter(file, "a \"title\"", Existing.REFUSE)) {
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
        try (CastWriter writer = new CastWriter(file, "", Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            for (int i = 0; i < bytes.length; i += length) {
                byte[] part = java.util.Arrays.copyOfRange(bytes, i, Math.min(i + length, bytes.length));
                writer.output(part, part.length);
            }
        }
        assertThat(output()).isEqualTo(text);
    }

    @Test
    @DisplayName("what is not UTF-8 becomes U+FFFD, also at the end")
    void notText() throws Exception {
        try (CastWriter writer = new CastWriter(file, "", Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            writer.output(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}, 5);
        }
        assertThat(output()).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    @DisplayName("blank lines and events of other kinds are passed over")
    void others() throws Exception {
        Files.writeString(file, HEADER + "\n[0, \"i\", \"typed\"]\n\n[1.5, \"o\", \"shown\"]\n");
        assertThat(read()).containsExactly(new CastEvent(0, "i", "typed"), new CastEvent(1.5, "o", "shown"));
    }

    @ParameterizedTest(name = "line {0} is named: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1|[]|a header object is expected",
                "1|{\"version\": 3}|asciicast version 2 is expected, but it is 3",
                "1|{\"version\": 2|Unexpected end-of-input",
                "1|{\"version\": 2, \"height\": 24}|a width and a height of the terminal are expected",
                "1|{\"version\": 2, \"width\": 80, \"height\": 0}|a width and a height of the terminal are expected",
                "1|HEADER {}|the end of the line is expected",
                "2|HEADER@nothing|Unrecognized token",
                "2|HEADER@{}|an array is expected",
                "2|HEADER@[1e999, \"o\", \"\"]|a time from 0 to 31622400 seconds is expected",
                "2|HEADER@[1e9, \"o\", \"\"]|a time from 0 to 31622400 seconds is expected",
                "2|HEADER@[-1, \"o\", \"\"]|a time from 0 to 31622400 seconds is expected",
                "2|HEADER@[NaN, \"o\", \"\"]|Non-standard token 'NaN'",
                "2|HEADER@[1e99999999999999999999, \"o\", \"\"]|a time from 0 to",
                "1|[0.1, \"o\", \"no header\"]|a header object is expected",
                "1|{\"version\": 1e999}|Numeric value",
                "2|HEADER@[\"o\", 1, 2]|a time in seconds is expected first",
                "2|HEADER@[1, 2, 3]|an event code is expected",
                "3|HEADER@[1, \"o\", \"\"]@[1, \"o\"]|the event's data is expected",
                "2|HEADER@[1, \"o\", \"\", 4]|the end of the array is expected",
                "2|HEADER@[1, \"o\", \"\"] more|Unrecognized token",
                "2|HEADER@[1, \"o\", \"\"] [2]|the end of the line is expected"
            })
    void malformed(int line, String lines, String reason) throws Exception {
        Files.writeString(file, lines.replace("HEADER", HEADER.strip()).replace('@', '\n') + "\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ", line " + line + ": ")
                .hasMessageContaining(reason)
                .message()
                .hasLineCount(1);
    }

    @Test
    @DisplayName("an empty file and one in another encoding are named")
    void noRecording() throws Exception {
        Files.writeString(file, "");
        assertThatThrownBy(this::read).hasMessage(file + ", line 1: the file is empty");
        Files.writeString(file, HEADER + "[1, \"o\", \"\u00e4\"]\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(this::read).hasMessageStartingWith(file.toString()).hasMessageContaining("not UTF-8");
    }

    @Test
    @DisplayName("a directory in place of a recording is named")
    void isDirectory() {
        file = directory;
        assertThatThrownBy(this::read).hasMessage(directory + ": Is a directory");
    }

    @Test
    @DisplayName("a recording that was there is kept until the program has started, and then is gone as a whole")
    void keptUntilStarted() throws Exception {
        String before = HEADER + "[1, \"o\", \"" + "x".repeat(1000) + "\"]\n";
        Files.writeString(file, before);
        new CastWriter(file, "", Existing.OVERWRITE).close();
        assertThat(file).hasContent(before);
        try (CastWriter writer = new CastWriter(file, "", Existing.OVERWRITE)) {
            writer.started(TerminalSize.DEFAULT);
            write(writer, "new");
        }
        assertThat(output()).isEqualTo("new");
    }

    @Test
    @DisplayName("a file without line ends, such as a disk image, is refused before it fills the memory")
    void endless() throws Exception {
        try (java.io.Writer out = Files.newBufferedWriter(file)) {
            String part = "x".repeat(1024 * 1024);
            for (int i = 0; i < 60; i++) {
                out.write(part);
            }
        }
        assertThatThrownBy(this::read).hasMessage(file + ", line 1: a line of at most 8388608 characters is expected");
    }

    @Test
    @DisplayName("a recording that exists is refused, and left as it is, unless it is to be overwritten or continued")
    void refused() throws Exception {
        String before = HEADER + "[1, \"o\", \"x\"]\n";
        Files.writeString(file, before);
        assertThatThrownBy(() -> new CastWriter(file, "", Existing.REFUSE))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " exists already; --force overwrites it, and --append continues it");
        assertThat(file).hasContent(before);
    }

    @Test
    @DisplayName("a continued recording keeps what it has, notes the size, and goes on from its last time")
    void continued() throws Exception {
        Files.writeString(file, HEADER + "[2.5, \"o\", \"before\"]"); // without a line end
        try (CastWriter writer = new CastWriter(file, "", Existing.CONTINUE)) {
            writer.started(TerminalSize.of(100, 30));
            write(writer, "after");
        }
        List<CastEvent> events = read();
        assertThat(events).extracting(CastEvent::code).containsExactly("o", "r", "o");
        assertThat(events).extracting(CastEvent::data).containsExactly("before", "100x30", "after");
        assertThat(events.get(2).seconds()).isBetween(2.5, 2.5 + TestLimits.SOON.toSeconds());
    }

    @Test
    @DisplayName("what is not a recording is not continued")
    void notContinued() throws Exception {
        Files.writeString(file, "my notes\n");
        assertThatThrownBy(() -> new CastWriter(file, "", Existing.CONTINUE))
                .hasMessageStartingWith(file + ", line 1: ");
        assertThat(file).hasContent("my notes");
    }

    private static void write(CastWriter writer, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        writer.output(bytes, bytes.length);
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
