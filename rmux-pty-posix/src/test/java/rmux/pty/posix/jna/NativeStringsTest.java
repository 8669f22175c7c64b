// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NativeStringsTest {

    @Test
    @DisplayName("strings are encoded as the JVM does, but an ASCII locale means UTF-8")
    void charset() {
        assertThat(NativeStrings.charset("ANSI_X3.4-1968").name()).isEqualTo("UTF-8");
        assertThat(NativeStrings.charset("ISO-8859-1").name()).isEqualTo("ISO-8859-1");
        assertThat(NativeStrings.charset("no such thing").name()).isEqualTo("UTF-8");
    }
}
