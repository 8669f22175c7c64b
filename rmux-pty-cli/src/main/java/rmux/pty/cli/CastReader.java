// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a recording; a line that is not right is named by its number. */
final class CastReader implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /** A year; what lies beyond is a mistake, and nobody waits for it. */
    private static final int MOST_SECONDS = 366 * 24 * 60 * 60;

    /** More than any program writes at once. Something else than a recording may have no line ends at all. */
    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private final Path file;
    private final BufferedReader in;
    private final StringBuilder characters = new StringBuilder();
    private int lineNumber;

    /** Opens a recording and checks its header. */
    CastReader(Path file) throws IOException {
        this.file = file;
        this.in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            readHeader();
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The time of the last event of a recording, in seconds since its start; it must be right as a whole. */
    static double duration(Path file) throws IOException {
        double seconds = 0;
        try (CastReader recording = new CastReader(file)) {
            for (Optional<CastEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                seconds = Math.max(seconds, next.get().seconds());
            }
        }
        return seconds;
    }

    private void readHeader() throws IOException {
        String line = nextLine().orElseThrow(() -> wrong("the file is empty"));
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("a header object is expected");
            }
            int version = 0;
            int width = 0;
            int height = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "version" -> version = json.getValueAsInt();
                    case "width" -> width = json.getValueAsInt();
                    case "height" -> height = json.getValueAsInt();
                    default -> json.skipChildren();
                }
            }
            expectEnd(json);
            if (version != 2) {
                throw wrong("asciicast version 2 is expected, but it is " + version);
            }
            if (width < 1 || height < 1) {
                throw wrong("a width and a height of the terminal are expected");
            }
        } catch (JsonProcessingException e) {
            throw wrong("not readable as JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("?"));
        }
    }

    /** The next event, or empty at the end. */
    Optional<CastEvent> next() throws IOException {
        Optional<String> line = nextLine();
        return line.isEmpty() ? Optional.empty() : Optional.of(parse(line.get()));
    }

    private CastEvent parse(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            expect(json.nextToken(), JsonToken.START_ARRAY, "an array");
            JsonToken time = json.nextToken();
            if (time != JsonToken.VALUE_NUMBER_FLOAT && time != JsonToken.VALUE_NUMBER_INT) {
                throw wrong("a time in seconds is expected first");
            }
            double seconds = json.getDoubleValue();
            if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
                throw wrong("a time from 0 to " + MOST_SECONDS + " seconds is expected");
            }
            expect(json.nextToken(), JsonToken.VALUE_STRING, "an event code");
            String code = json.getText();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "the event's data");
            String data = json.getText();
            expect(json.nextToken(), JsonToken.END_ARRAY, "the end of the array");
            expectEnd(json);
            return new CastEvent(seconds, code, data);
        } catch (JsonProcessingException e) {
            throw wrong("not readable as JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("?"));
        }
    }

    private void expect(JsonToken found, JsonToken expected, String what) throws IOException {
        if (found != expected) {
            throw wrong(what + " is expected");
        }
    }

    private void expectEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw wrong("the end of the line is expected");
        }
    }

    private Optional<String> nextLine() throws IOException {
        @Nullable String line;
        do {
            lineNumber++;
            line = readLine();
        } while (line != null && line.isBlank());
        return Optional.ofNullable(line);
    }

    private @Nullable String readLine() throws IOException {
        try {
            characters.setLength(0);
            int next = in.read();
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (characters.length() == MOST_CHARACTERS) {
                    throw wrong("a line of at most " + MOST_CHARACTERS + " characters is expected");
                }
                characters.append((char) next);
            }
            return next < 0 && characters.isEmpty() ? null : characters.toString();
        } catch (CharacterCodingException e) {
            throw wrong("not UTF-8, at or soon after this line");
        } catch (MalformedRecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e); // such as of a directory, whose name it leaves out
        }
    }

    private MalformedRecordingException wrong(String what) {
        return new MalformedRecordingException(file + ", line " + lineNumber + ": " + what);
    }

    /** A line that is not what it should be. */
    private static final class MalformedRecordingException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        MalformedRecordingException(String message) {
            super(message);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
