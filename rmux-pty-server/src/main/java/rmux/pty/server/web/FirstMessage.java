// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import rmux.pty.api.TerminalSize;

/**
 * What a client says in JSON: at first who it is and how large its window is, later only the latter.
 *
 * @param token the token that it shows, if any
 * @param session the session that it comes back to, if any
 * @param size the size of its window
 */
record FirstMessage(Optional<String> token, Optional<String> session, TerminalSize size) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a message.
     *
     * @throws IOException with a sentence for the client if it is not JSON, or its values are not what they must be
     */
    static FirstMessage read(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        String token = null;
        String session = null;
        int columns = 0;
        int rows = 0;
        try (JsonParser parser = JSON.createParser(copy)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "AuthToken" -> token = parser.getValueAsString();
                    case "session" -> session = parser.getValueAsString();
                    case "columns" -> columns = parser.getIntValue();
                    case "rows" -> rows = parser.getIntValue();
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "The message is not the JSON that it must be, such as {\"columns\": 80, \"rows\": 24}.", e);
        }
        return new FirstMessage(Optional.ofNullable(token), Optional.ofNullable(session), size(columns, rows));
    }

    /** 0, as of a window that is not shown yet, is unknown. */
    private static TerminalSize size(int columns, int rows) throws IOException {
        return TerminalSize.of(
                cells("columns", columns, TerminalSize.DEFAULT.columns()),
                cells("rows", rows, TerminalSize.DEFAULT.rows()));
    }

    private static int cells(String what, int value, int unknown) throws IOException {
        if (value < 0 || value > TerminalSize.MAX_CELLS) {
            throw new IOException("The number of " + what + " must be 1 to " + TerminalSize.MAX_CELLS + ".");
        }
        return value == 0 ? unknown : value;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "session " + session + ", size " + size;
    }
}
