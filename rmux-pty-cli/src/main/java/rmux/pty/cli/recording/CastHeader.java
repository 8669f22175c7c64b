// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import rmux.pty.api.TerminalSize;

/**
 * What a recording says of itself before its events.
 *
 * @param size of the terminal at the start
 * @param timestamp when it was made, in seconds since the epoch
 * @param idleTimeLimit the longest pause that a player should make, in seconds
 * @param texts {@code title} and {@code command}, where they are known
 * @param environment variables that were set
 */
public record CastHeader(
        TerminalSize size,
        OptionalLong timestamp,
        OptionalDouble idleTimeLimit,
        Map<String, String> texts,
        Map<String, String> environment) {

    /** The keys of {@link #texts}. */
    static final String TITLE = "title";

    static final String COMMAND = "command";

    private static final String TERM = "TERM";

    /** Keeps what it is given in an order of its own. */
    public CastHeader {
        texts = new TreeMap<>(texts);
        environment = new TreeMap<>(environment);
    }

    void write(JsonGenerator json, CastFormat format) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", format.version());
        Map<String, String> variables = new TreeMap<>(environment);
        switch (format) {
            case V2 -> {
                json.writeNumberField("width", size.columns());
                json.writeNumberField("height", size.rows());
            }
            case V3 -> {
                json.writeObjectFieldStart("term");
                json.writeNumberField("cols", size.columns());
                json.writeNumberField("rows", size.rows());
                Optional<String> type = Optional.ofNullable(variables.remove(TERM));
                if (type.isPresent()) {
                    json.writeStringField("type", type.get());
                }
                json.writeEndObject();
            }
        }
        if (timestamp.isPresent()) {
            json.writeNumberField("timestamp", timestamp.getAsLong());
        }
        if (idleTimeLimit.isPresent()) {
            json.writeNumberField("idle_time_limit", idleTimeLimit.getAsDouble());
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeObjectFieldStart("env");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            json.writeStringField(variable.getKey(), variable.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
