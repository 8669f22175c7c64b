// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of the driver protocol. */
class JsonLineTest {

    @Test
    @DisplayName("what is written can be read again, in ASCII and on one line")
    void roundTrip() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a\"b\\c\n\u00e9\ud83d\ude42");
        object.put("number", -42L);
        object.put("truth", true);
        object.put("list", List.of("", "x"));
        object.put("object", Map.of("A", "1"));
        object.put("nothing", Map.of());
        String line = JsonLine.format(object);
        assertThat(line).matches("[ -~]+");
        assertThat(JsonLine.parse(line)).isEqualTo(object);
    }

    @ParameterizedTest
    @DisplayName("what is not such an object is refused")
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\": }",
                "{\"a\": 1} x",
                "{\"a\": \"",
                "{\"a\": 1.5}",
                "{\"a\": [[[[[1]]]]]}",
                "{\"a\": \"\\u12\"}",
                "{\"a\": null}"
            })
    void refused(String line) {
        assertThatThrownBy(() -> JsonLine.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
