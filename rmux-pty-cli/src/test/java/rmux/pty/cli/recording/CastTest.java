// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.recording.CastWriter.Existing;

/** Recordings: asciicast versions 2 and 3. */
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
                "1|{\"version\": 1}|asciicast version 2 or 3 is expected, but it is 1",
                "1|{\"version\": 3}|a width and a height of the terminal are expected",
                "1|{\"version\": 3, \"term\": 5, \"width\": 80}|a width and a height of the terminal are expected",
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
        assertThatThrownBy(() -> new CastWriter(file, CastFormat.V2, Existing.REFUSE))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " exists already; --force overwrites it, and --append continues it");
        assertThat(file).hasContent(before);
    }

    @Test
    @DisplayName("what is not a recording is not continued")
    void notContinued() throws Exception {
        Files.writeString(file, "my notes\n");
        assertThatThrownBy(() -> new CastWriter(file, CastFormat.V2, Existing.CONTINUE))
                .hasMessageStartingWith(file + ", line 1: ");
        assertThat(file).hasContent("my notes");
    }

    @Test
    @DisplayName("version 3: times are since the event before, comments are passed over, the terminal is an object")
    void versionThree() throws Exception {
        Files.writeString(
                file,
                "{\"version\": 3, \"term\": {\"cols\": 100, \"rows\": 30, \"type\": \"vt100\", \"theme\": {}},"
                        + " \"idle_time_limit\": 2.5, \"title\": \"a\", \"env\": {\"SHELL\": \"/bin/sh\"}, \"tags\": [\"x\"]}"
                        + """

                        # a comment
                        [0.5, "o", "one"]
                        [0.25, "m", "here"]
                        [1, "o", "two"]
                        [0, "x", "7"]
                        """);
        assertThat(read())
                .containsExactly(
                        new CastEvent(0.5, "o", "one"),
                        new CastEvent(0.75, "m", "here"),
                        new CastEvent(1.75, "o", "two"),
                        new CastEvent(1.75, "x", "7"));
        try (CastReader reader = new CastReader(file)) {
            assertThat(reader.format()).isEqualTo(CastFormat.V3);
            assertThat(reader.header())
                    .isEqualTo(new CastHeader(
                            TerminalSize.of(100, 30),
                            OptionalLong.empty(),
                            OptionalDouble.of(2.5),
                            Map.of("title", "a"),
                            Map.of("TERM", "vt100", "SHELL", "/bin/sh")));
        }
    }

    @Test
    @DisplayName("version 3: a time before the one before it, and times that add up to more than a year, are refused")
    void versionThreeTimes() throws Exception {
        String header = "{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24}}\n";
        Files.writeString(file, header + "[1, \"o\", \"\"]\n[-0.5, \"o\", \"\"]\n");
        assertThatThrownBy(this::read).hasMessageStartingWith(file + ", line 3: a time from 0");
        Files.writeString(file, header + "[3e7, \"o\", \"\"]\n[3e7, \"o\", \"\"]\n");
        assertThatThrownBy(this::read).hasMessageStartingWith(file + ", line 3: a time from 0");
    }

    @ParameterizedTest(name = "{0} to {1}: nothing is lost, and times do not drift")
    @CsvSource({"V2, V3", "V3, V2"})
    void converted(CastFormat from, CastFormat to) throws Exception {
        CastHeader header = new CastHeader(
                TerminalSize.of(90, 20),
                OptionalLong.of(1_700_000_000),
                OptionalDouble.of(1.5),
                Map.of("title", "a \"title\"", "command", "sh"),
                Map.of("TERM", "xterm", "SHELL", "/bin/sh"));
        List<CastEvent> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            events.add(new CastEvent((i * 333_333) / 1e6, i % 10 == 0 ? "m" : "o", "part " + i + " \u20ac"));
        }
        events.add(new CastEvent(400, "x", "3"));
        write(file, from, header, events);
        Path other = directory.resolve("b.cast");
        try (CastReader reader = new CastReader(file)) {
            write(other, to, reader.header(), rest(reader));
        }
        try (CastReader reader = new CastReader(other)) {
            assertThat(reader.format()).isEqualTo(to);
            assertThat(reader.header()).isEqualTo(header);
            List<CastEvent> converted = rest(reader);
            assertThat(converted).hasSameSizeAs(events);
            for (int i = 0; i < events.size(); i++) {
                assertThat(converted.get(i).code()).isEqualTo(events.get(i).code());
                assertThat(converted.get(i).data()).isEqualTo(events.get(i).data());
                assertThat(converted.get(i).seconds()).isCloseTo(events.get(i).seconds(), within(1e-6));
            }
        }
    }

    private static void write(Path file, CastFormat format, CastHeader header, List<CastEvent> events)
            throws IOException {
        try (CastWriter writer = new CastWriter(file, format, Existing.OVERWRITE)) {
            writer.begin(header);
            for (CastEvent event : events) {
                writer.event(event.seconds(), event.code(), event.data());
            }
        }
    }

    private List<CastEvent> read() throws IOException {
        try (CastReader reader = new CastReader(file)) {
            return rest(reader);
        }
    }

    private static List<CastEvent> rest(CastReader reader) throws IOException {
        List<CastEvent> events = new ArrayList<>();
        for (Optional<CastEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
            events.add(next.get());
        }
        return events;
    }
}
