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
        assertThat(Files.readString(file)).contains("\"r\",\"72x22\"]", "\"x\",\"0\"]");
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
    @DisplayName("version 3 keeps the exit status, plays from standard input, and converts to version 2 and back")
    void versions() throws Exception {
        String first = directory.resolve("v3.cast").toString();
        String second = directory.resolve("v2.cast").toString();
        String third = directory.resolve("again.cast").toString();
        assertThat(rmuxPty("record", "--format", "v3", "-i", "2", first, "--", "sh", "-c", "echo hi; exit 7")
                        .status())
                .isEqualTo(7);
        assertThat(rmuxPty("convert", "--format", "v2", first, second).status()).isZero();
        assertThat(rmuxPty("convert", "--format", "v3", second, third).status()).isZero();
        assertThat(Path.of(third)).hasSameTextualContentAs(Path.of(first));
        assertThat(Files.readString(Path.of(first)))
                .startsWith("{\"version\":3,\"term\":{\"cols\":80,\"rows\":24,")
                .contains("\"idle_time_limit\":2.0")
                .endsWith("\"x\",\"7\"]\n");
        assertThat(rmuxPty("convert", "--format", "v3", second, first).errors()).contains("exists already; --force");
        assertThat(rmuxPty("convert", "--format", "v3", "--force", first, first).errors())
                .contains("cannot be written while it is read");
        try (Tmux window = new Tmux(80, 24)) {
            window.start("rmux-pty play --speed 0 - < " + Tmux.quoted(Path.of(third)));
            window.awaitText("hi");
            window.awaitPrompt();
        }
    }

    @Test
    @DisplayName("keys while playing: space pauses, a period shows one more, ] goes to the marker; none is echoed")
    void keys() throws Exception {
        Path file = Files.writeString(directory.resolve("k.cast"), """
                {"version":2,"width":80,"height":24}
                [0.0,"o","first\\r\\n"]
                [1000.0,"o","second\\r\\n"]
                [2000.0,"o","third\\r\\n"]
                [3000.0,"m","here"]
                [4000.0,"o","fourth\\r\\n"]
                """);
        try (Tmux window = new Tmux(80, 24)) {
            window.start("rmux-pty play " + Tmux.quoted(file));
            window.awaitText("first");
            window.press("Space");
            window.press(".");
            window.awaitText("second");
            window.press("]");
            window.awaitText("first\nsecond\nthird");
            window.press(".");
            window.awaitText("first\nsecond\nthird\nfourth");
            window.awaitPrompt();
        }
    }

    @Test
    @DisplayName("q ends playing and leaves the terminal as it was; a long pause is cut by the limit of idle time")
    void quitAndIdle() throws Exception {
        Path file = Files.writeString(
                directory.resolve("i.cast"),
                "{\"version\":2,\"width\":80,\"height\":24}\n[1,\"o\",\"one\\r\\n\"]\n[5000,\"o\",\"two\\r\\n\"]\n");
        try (Tmux window = new Tmux(80, 24)) {
            window.start("rmux-pty play -i 0.1 " + Tmux.quoted(file) + " && echo end=$?");
            window.awaitText("one\ntwo\nend=0");
            window.start("rmux-pty play " + Tmux.quoted(file) + "; echo quit=$?; stty -a");
            window.awaitText("one");
            window.press("q");
            window.awaitText("quit=0");
            window.awaitText(" echo ");
        }
    }

    @Test
    @DisplayName("run --log appends what was shown, byte for byte")
    void log() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "before\n");
        Launcher.Outcome shown = rmuxPty("run", "--log", log.toString(), "--", "printf", "a\\377b\\n");
        assertThat(shown.status()).isZero();
        assertThat(Files.readAllBytes(log))
                .isEqualTo(new byte[] {'b', 'e', 'f', 'o', 'r', 'e', '\n', 'a', (byte) 0xff, 'b', '\r', '\n'});
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
