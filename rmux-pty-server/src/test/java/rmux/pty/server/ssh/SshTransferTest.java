// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.server.TestLimits;

/** Large amounts of data over the connection. */
@Tag("once")
class SshTransferTest {

    private static final byte[] NOTHING = {};
    private static final int SIZE = 100_000_000;
    private static final String NUMBERS = "yes 0123456789abcdef | head -c " + SIZE;

    @TempDir
    Path directory;

    @Test
    @DisplayName("100 MB through pipes: the checksum is that of the program's output")
    void pipes() throws Exception {
        assertSame("| md5sum", List.of("-T"), NUMBERS);
    }

    @Test
    @DisplayName("100 MB through a terminal in raw mode: the checksum is that of the program's output")
    void terminal() throws Exception {
        assertSame("| md5sum", List.of("-tt"), "stty raw; " + NUMBERS);
    }

    private void assertSame(String sum, List<String> options, String command) throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            // An input that never ends: the end of one would be typed, and echoed, on the terminal.
            String input = " <>" + directory.resolve("input");
            String line = "mkfifo " + directory.resolve("input") + "; '"
                    + String.join("' '", rig.client(options, command)) + "'" + input + sum;
            Run received = Run.of(List.of("sh", "-c", line), NOTHING, TestLimits.TRANSFER);
            Run expected = Run.of(List.of("sh", "-c", NUMBERS + sum), NOTHING, TestLimits.TRANSFER);
            assertThat(received.text()).isEqualTo(expected.text());
        }
    }
}
