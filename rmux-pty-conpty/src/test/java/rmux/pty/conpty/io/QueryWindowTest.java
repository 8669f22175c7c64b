// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long, and for which programs. */
class QueryWindowTest {

    @ParameterizedTest(name = "{0}: {1} ms")
    @CsvSource({
        "200, 200",
        "50, 50",
        "49, 50",
        "0, 50",
        "-3, 50",
        "2000, 2000",
        "2001, 2000",
        "' 300 ', 300",
        "x, 200",
        "'', 200"
    })
    @DisplayName("the window is 200 ms unless the variable says otherwise, and between 50 and 2000")
    void window(String value, long millis) {
        assertThat(QueryWindow.of(value)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    @DisplayName("the window is 200 ms without the variable")
    void unset() {
        assertThat(QueryWindow.of(null)).isEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe, true",
        "C:\\x\\PwSh.EXE, true",
        "pwsh.exe, true",
        "C:/x/POWERSHELL.exe, true",
        "C:\\pwsh.exe\\cmd.exe, false",
        "C:\\x\\notpwsh.exe, false",
        "C:\\x\\pwsh, false"
    })
    @DisplayName("a PowerShell is known by its file name, in any case")
    void powerShell(String program, boolean is) {
        assertThat(QueryWindow.isPowerShell(program)).isEqualTo(is);
    }
}
