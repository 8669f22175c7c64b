// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suite takes for the end of a line. */
class LineEndTest {

    private static final Pattern PID = Pattern.compile("pid (\\d+)" + Conversation.LINE_END);

    @ParameterizedTest
    @ValueSource(strings = {"pid 123\n", "pid 123\r\n", "pid 123\r\r\n", "pid 1\rpid 123\r\n"})
    @DisplayName(
            "SIG-08: a line may end as the program wrote it, as the terminal translates it, or as a renderer draws it twice")
    void ends(String drawn) {
        Matcher line = PID.matcher(drawn);
        assertThat(line.find()).isTrue();
        assertThat(line.group(1)).isEqualTo("123");
    }

    @Test
    @DisplayName("SIG-08: a number that is drawn in part is not a line yet")
    void part() {
        assertThat(PID.matcher("pid 12\r").find()).isFalse();
    }
}
