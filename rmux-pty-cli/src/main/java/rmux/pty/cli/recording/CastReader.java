// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a recording, asciicast version 2 or 3; a line that is not right is named by its number. */
public final class CastReader implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /** A year; what lies beyond is a mistake, and nobody waits for it. */
    private static final int MOST_SECONDS = 366 * 24 * 60 * 60;

    /** More than any program writes at once. Something else than a recording may have no line ends at all. */
    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    /** In version 3 only; no line of version 2 begins like that. */
    private static final String COMMENT = "#";

    private final String name;
    private final BufferedReader in;
    private final StringBuilder characters = new StringBuilder();
    private final CastFormat format;
    private final CastHeader header;
    private double seconds;
    private int lineNumber;

    /** Opens a recording and checks its header. */
    public CastReader(Path file) throws IOException {
        this(file.toString(), Files.newBufferedReader(file, StandardCharsets.UTF_8));
    }

    /** Reads a recording from a stream, which is called {@code name} in messages and closed with this. */
    public CastReader(String name, InputStream stream) throws IOException {
        this(name, new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder())));
    }

    private CastReader(String name, BufferedReader in) throws IOException {
        this.name = name;
        this.in = in;
        try {
            HeaderParser parser = readHeader();
            this.format = formatOf(parser);
            this.header = parser.header();
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Reads on to the end; returns the time of the last event, in seconds since the start. */
    double duration() throws IOException {
        double last = 0;
        for (Optional<CastEvent> next = next(); next.isPresent(); next = next()) {
            last = Math.max(last, next.get().seconds());
        }
        return last;
    }

    /** The format, as the header says. */
    public CastFormat format() {
        return format;
    }

    /** What the recording says of itself. */
    public CastHeader header() {
        return header;
    }

    private HeaderParser readHeader() throws IOException {
        String line = nextLine().orElseThrow(() -> wrong("the file is empty"));
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("a header object is expected");
            }
            HeaderParser parser = new HeaderParser();
            parser.read(json);
            expectEnd(json);
            return parser;
        } catch (JsonProcessingException e) {
            throw wrong("not readable as JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("?"));
        }
    }

    private CastFormat formatOf(HeaderParser parser) throws IOException {
        CastFormat found = CastFormat.of(parser.version())
                .orElseThrow(() -> wrong("asciicast version 2 or 3 is expected, but it is " + parser.version()));
        if (!parser.hasSize()) {
            throw wrong("a width and a height of the terminal are expected");
        }
        return found;
    }

    /** The next event, or empty at the end. */
    public Optional<CastEvent> next() throws IOException {
        Optional<String> line = nextLine();
        return line.isEmpty() ? Optional.empty() : Optional.of(parse(line.get()));
    }

    private CastEvent parse(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            expect(json.nextToken(), JsonToken.START_ARRAY, "an array");
            JsonToken first = json.nextToken();
            if (first != JsonToken.VALUE_NUMBER_FLOAT && first != JsonToken.VALUE_NUMBER_INT) {
                throw wrong("a time in seconds is expected first");
            }
            double time = json.getDoubleValue();
            double since = format == CastFormat.V3 ? seconds + time : time;
            if (!(time >= 0 && since <= MOST_SECONDS)) {
                throw wrong("a time from 0 to " + MOST_SECONDS + " seconds is expected");
            }
            expect(json.nextToken(), JsonToken.VALUE_STRING, "an event code");
            String code = json.getText();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "the event's data");
            String data = json.getText();
            expect(json.nextToken(), JsonToken.END_ARRAY, "the end of the array");
            expectEnd(json);
            seconds = since;
            return new CastEvent(since, code, data);
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
        } while (line != null && (line.isBlank() || line.startsWith(COMMENT)));
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
            throw new IOException(name + ": " + e.getMessage(), e); // such as of a directory, whose name it leaves out
        }
    }

    private MalformedRecordingException wrong(String what) {
        return new MalformedRecordingException(name + ", line " + lineNumber + ": " + what);
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
