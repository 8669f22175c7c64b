// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import rmux.pty.api.TerminalSize;

/** Reads the fields of a header, of whichever version it turns out to be. */
final class HeaderParser {

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private OptionalLong timestamp = OptionalLong.empty();
    private OptionalDouble idleTimeLimit = OptionalDouble.empty();
    private int version;
    private int columns;
    private int rows;

    /** Reads from after the start of an object to its end. */
    void read(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "version" -> version = json.getValueAsInt();
                case "width" -> columns = json.getValueAsInt();
                case "height" -> rows = json.getValueAsInt();
                case "term" -> readTerminal(json, value);
                case "timestamp" ->
                    timestamp = value.isNumeric() ? OptionalLong.of(json.getValueAsLong()) : OptionalLong.empty();
                case "idle_time_limit" ->
                    idleTimeLimit =
                            value.isNumeric() ? OptionalDouble.of(json.getValueAsDouble()) : OptionalDouble.empty();
                case CastHeader.TITLE, CastHeader.COMMAND -> readText(json, name, value);
                case "env" -> readEnvironment(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private void readText(JsonParser json, String name, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            texts.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }

    private void readTerminal(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken part = json.nextToken();
            switch (name) {
                case "cols" -> columns = json.getValueAsInt();
                case "rows" -> rows = json.getValueAsInt();
                case "type" -> putVariable("TERM", json, part);
                default -> json.skipChildren();
            }
        }
    }

    private void readEnvironment(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            putVariable(name, json, json.nextToken());
        }
    }

    private void putVariable(String name, JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            environment.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }

    int version() {
        return version;
    }

    /** Whether the header gives a size that a terminal may have. */
    boolean hasSize() {
        return columns >= 1 && rows >= 1 && columns <= TerminalSize.MAX_CELLS && rows <= TerminalSize.MAX_CELLS;
    }

    CastHeader header() {
        return new CastHeader(TerminalSize.of(columns, rows), timestamp, idleTimeLimit, texts, environment);
    }
}
