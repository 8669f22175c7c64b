// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.TerminalSize;

/**
 * What a client of the socket asks for, as JSON.
 *
 * @param version the version of the protocol that it speaks
 * @param request {@code new}, {@code attach}, {@code detach}, {@code list} or {@code kill}
 * @param name the session; may be empty in {@code new} and {@code list}
 * @param size the size of its window
 * @param readOnly whether it only watches
 * @param command the program and its arguments, of {@code new}
 * @param directory where the program starts, of {@code new}
 * @param environment the program's environment, of {@code new}
 */
record HubRequest(
        int version,
        String request,
        String name,
        TerminalSize size,
        boolean readOnly,
        List<String> command,
        String directory,
        Map<String, String> environment) {

    static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    static HubRequest of(String request, String name) {
        return new HubRequest(VERSION, request, name, TerminalSize.DEFAULT, false, List.of(), "", Map.of());
    }

    HubRequest withWindow(TerminalSize window, boolean onlyWatches) {
        return new HubRequest(version, request, name, window, onlyWatches, command, directory, environment);
    }

    HubRequest withProgram(List<String> line, String where, Map<String, String> variables) {
        return new HubRequest(version, request, name, size, readOnly, line, where, variables);
    }

    byte[] toJson() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("version", version);
            json.writeStringField("request", request);
            json.writeStringField("name", name);
            json.writeNumberField("columns", size.columns());
            json.writeNumberField("rows", size.rows());
            json.writeBooleanField("readOnly", readOnly);
            json.writeArrayFieldStart("command");
            for (String word : command) {
                json.writeString(word);
            }
            json.writeEndArray();
            json.writeStringField("directory", directory);
            json.writeObjectFieldStart("environment");
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /**
     * Reads a request.
     *
     * @throws HubException with a sentence for the client if it is not one
     */
    static HubRequest read(byte[] bytes) throws HubException {
        Parts parts = new Parts();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                parts.take(name, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("not complete");
            }
        } catch (IOException e) {
            throw new HubException("the request is not the JSON that it must be, and was ignored");
        }
        if (parts.version != VERSION) {
            throw new HubException("this server speaks version " + VERSION + " of the protocol and the client version "
                    + parts.version + "; use the same release of rmux-pty for both");
        }
        return parts.request();
    }

    /** A size on its own, as a client sends it later. */
    static TerminalSize readSize(byte[] bytes) throws HubException {
        Parts parts = new Parts();
        parts.version = VERSION;
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                parts.take(name, json);
            }
        } catch (IOException e) {
            throw new HubException("the size is not the JSON that it must be, and was ignored");
        }
        return parts.request().size();
    }

    /** The members, as they come. */
    private static final class Parts {
        private int version;
        private String request = "";
        private String name = "";
        private int columns = TerminalSize.DEFAULT.columns();
        private int rows = TerminalSize.DEFAULT.rows();
        private boolean readOnly;
        private final List<String> command = new ArrayList<>();
        private String directory = "";
        private final Map<String, String> environment = new LinkedHashMap<>();

        private void take(String member, JsonParser json) throws IOException {
            switch (member) {
                case "version" -> version = json.getIntValue();
                case "request" -> request = json.getText();
                case "name" -> name = json.getText();
                case "columns" -> columns = json.getIntValue();
                case "rows" -> rows = json.getIntValue();
                case "readOnly" -> readOnly = json.getBooleanValue();
                case "command" -> words(json);
                case "directory" -> directory = json.getText();
                case "environment" -> variables(json);
                default -> json.skipChildren();
            }
        }

        private void words(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                command.add(json.getText());
            }
        }

        private void variables(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String variable = json.currentName();
                json.nextToken();
                environment.put(variable, json.getText());
            }
        }

        private HubRequest request() throws HubException {
            try {
                TerminalSize size = TerminalSize.of(columns, rows);
                return new HubRequest(version, request, name, size, readOnly, command, directory, environment);
            } catch (IllegalArgumentException e) {
                throw new HubException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return request + " " + name;
    }
}
