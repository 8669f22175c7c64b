// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a recording; a line that is not right is named by its number. */
final class CastReader implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final BufferedReader in;
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
            throw wrong("this is no JSON value: "
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
            expect(json.nextToken(), JsonToken.VALUE_STRING, "an event code");
            String code = json.getText();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "the event's data");
            String data = json.getText();
            expect(json.nextToken(), JsonToken.END_ARRAY, "the end of the array");
            expectEnd(json);
            return new CastEvent(seconds, code, data);
        } catch (JsonProcessingException e) {
            throw wrong("this is no JSON value: "
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
            return in.readLine();
        } catch (CharacterCodingException e) {
            throw wrong("not UTF-8, at or soon after this line");
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e); // such as of a directory, whose name it leaves out
        }
    }

    private IOException wrong(String what) {
        return new IOException(file + ", line " + lineNumber + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
