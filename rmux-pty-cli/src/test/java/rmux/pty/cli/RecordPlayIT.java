// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rmux-pty record} and {@code play}. */
class RecordPlayIT {

    // Characters of all lengths in UTF-8; the pause falls within one.
    private static final String SCRIPT =
            "stty size; printf 'aäß€𝄞\\033[31mred\\033[0m \\342\\202'; sleep 0.3; printf '\\254\\n'; exit 3";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("play shows the bytes that record showed")
    void sameBytes() throws Exception {
        String file = directory.resolve("a.cast").toString();
        Launcher.Outcome recorded = rmuxPty("record", "--size", "100x30", file, "--", "sh", "-c", SCRIPT);
        assertThat(recorded.status()).isEqualTo(3);
        assertThat(recorded.output()).isEqualTo("30 100\r\naäß€𝄞\033[31mred\033[0m €\r\n");
        Launcher.Outcome played = rmuxPty("play", file, "--speed", "1000");
        assertThat(played.status()).isZero();
        assertThat(played.bytes()).isEqualTo(recorded.bytes());
        assertThat(Files.readAllLines(Path.of(file)).get(0))
                .contains("\"version\":2,\"width\":100,\"height\":30,\"timestamp\":", "\"TERM\":\"");
    }

    @Test
    @DisplayName("a size that changes while recording is on record")
    void resized() throws Exception {
        Path file = directory.resolve("b.cast");
        try (Tmux window = new Tmux(80, 24)) {
            window.start("rmux-pty record " + Tmux.quoted(file) + " -- sh -c 'echo started; read x'");
            window.awaitText("started");
            window.resize(72, 22);
            window.press("Enter");
            window.awaitPrompt();
        }
        assertThat(Files.readString(file)).contains("\"r\",\"72x22\"]");
    }

    @Test
    @DisplayName("record: a file that exists is refused with what to do, and the program is not started")
    void existing() throws Exception {
        Path file = Files.writeString(directory.resolve("d.cast"), "{\"version\":2,\"width\":80,\"height\":24}\n");
        Launcher.Outcome refused = rmuxPty("record", file.toString(), "--", "echo", "hi");
        assertThat(refused.errors())
                .isEqualTo("rmux-pty: " + file + " exists already; --force overwrites it, and --append continues it\n");
        assertThat(refused.output()).isEmpty();
        assertThat(refused.status()).isEqualTo(125);
        assertThat(rmuxPty("record", "--append", file.toString(), "--", "echo", "one")
                        .status())
                .isZero();
        assertThat(rmuxPty("play", file.toString(), "--speed", "0").output()).isEqualTo("one\r\n");
        assertThat(rmuxPty("record", file.toString(), "--force", "--", "echo", "two")
                        .status())
                .isZero();
        assertThat(rmuxPty("play", file.toString(), "--speed", "0").output()).isEqualTo("two\r\n");
        assertThat(rmuxPty("record", "--force", "--append", file.toString(), "--", "true")
                        .status())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    @DisplayName("a recording that is not right is named with line and reason")
    void malformed() throws Exception {
        Path file = Files.writeString(
                directory.resolve("c.cast"),
                "{\"version\":2,\"width\":80,\"height\":24}\n[0.1,\"o\",\"x\"]\n[0.2,\"o\"\n");
        Launcher.Outcome outcome = rmuxPty("play", file.toString());
        assertThat(outcome.output()).isEqualTo("x");
        assertThat(outcome.errors())
                .startsWith("rmux-pty: " + file + ", line 3: ")
                .hasLineCount(1);
        assertThat(outcome.status()).isEqualTo(125);
    }
}
