// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPAWN-05: the block as Windows wants it. */
class EnvironmentBlockTest {

    @Test
    @DisplayName("sorted without case, each entry ended by a NUL, the block by another")
    void sorted() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("b", "2");
        variables.put("C", "3");
        variables.put("A", "1");
        variables.put("=C:", "C:\\x");
        assertThat(EnvironmentBlock.of(variables)).isEqualTo("=C:=C:\\x\0A=1\0b=2\0C=3\0\0");
    }

    @Test
    @DisplayName("of names that differ in case alone the last wins")
    void lastWins() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("Path", "1");
        variables.put("X", "");
        variables.put("PATH", "2");
        assertThat(EnvironmentBlock.of(variables)).isEqualTo("PATH=2\0X=\0\0");
    }

    @Test
    @DisplayName("letters beyond ASCII compare one by one: ß is not SS")
    void beyondAscii() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("stra\u00dfe", "1");
        variables.put("STRASSE", "2");
        assertThat(EnvironmentBlock.of(variables)).isEqualTo("STRASSE=2\0stra\u00dfe=1\0\0");
    }

    @Test
    @DisplayName("an empty block is two NULs")
    void empty() {
        assertThat(EnvironmentBlock.of(Map.of())).isEqualTo("\0\0");
    }
}
