// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
class LocalEnvironmentTest {

    private static final String HERE = Path.of("").toAbsolutePath().toString();

    private final PtyCommand command = PtyCommand.of("tool");

    @TempDir
    Path scratch;

    private Path link;

    @BeforeEach
    void makeLink() throws IOException {
        Files.createDirectories(scratch.resolve("real/sub"));
        link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("real"));
    }

    private static String pwd(PtyCommand command, Map<String, String> inherited) {
        return LocalEnvironment.of(command, inherited, false).get("PWD");
    }

    @Test
    @DisplayName("SPAWN-14: PWD names the directory as it was given, links kept, whatever the parent's is")
    void asGiven() {
        assertThat(pwd(command.withDirectory(link), Map.of("PWD", HERE))).isEqualTo(link.toString());
        assertThat(pwd(command.withDirectory(link.resolve("./sub")), Map.of())).isEqualTo(link.resolve("sub") + "");
        assertThat(pwd(command.withEmptyEnvironment().withDirectory(link), Map.of()))
                .isEqualTo(link.toString());
    }

    @Test
    @DisplayName("SPAWN-14: PWD has no .. in it, and behind a link names what the system enters")
    void dots() throws IOException {
        assertThat(pwd(command.withDirectory(link.resolve("sub/..")), Map.of())).isEqualTo(link.toString());
        Path inner = Files.createSymbolicLink(scratch.resolve("real/other"), scratch.resolve("real/sub"));
        Files.createDirectories(scratch.resolve("away/deep"));
        Path away = Files.createSymbolicLink(scratch.resolve("jump"), scratch.resolve("away/deep"));
        assertThat(pwd(command.withDirectory(inner.resolve("..")), Map.of()))
                .isEqualTo(inner.getParent().toString());
        assertThat(pwd(command.withDirectory(away.resolve("..")), Map.of()))
                .isEqualTo(scratch.toRealPath().resolve("away").toString());
    }

    @Test
    @DisplayName("SPAWN-14: a relative directory counts from the parent's PWD as long as that is true")
    void relative() throws IOException {
        Path alias = Files.createSymbolicLink(scratch.resolve("alias"), Path.of(HERE));
        assertThat(pwd(command.withDirectory(Path.of("src")), Map.of("PWD", alias.toString())))
                .isEqualTo(alias.resolve("src").toString());
        assertThat(pwd(command.withDirectory(Path.of("src")), Map.of("PWD", link.toString())))
                .isEqualTo(HERE + "/src");
    }

    @Test
    @DisplayName("SPAWN-14: without a directory, the parent's PWD stays if it is true; otherwise it is the real one")
    void parents() throws IOException {
        Path alias = Files.createSymbolicLink(scratch.resolve("alias"), Path.of(HERE));
        assertThat(pwd(command, Map.of("PWD", alias.toString()))).isEqualTo(alias.toString());
        assertThat(pwd(command, Map.of("PWD", "/gone"))).isEqualTo(HERE);
        assertThat(pwd(command, Map.of("PWD", "."))).isEqualTo(HERE);
        assertThat(pwd(command, Map.of())).isNull();
    }

    @Test
    @DisplayName("SPAWN-14: a PWD that the command sets or removes stays so")
    void decided() {
        PtyCommand there = command.withDirectory(link);
        assertThat(pwd(there.withEnvironment("PWD", "/set"), Map.of("PWD", HERE)))
                .isEqualTo("/set");
        assertThat(pwd(there.withoutEnvironment("PWD"), Map.of("PWD", HERE))).isNull();
    }

    @Test
    @DisplayName("SPAWN-14: where case does not count, the variable keeps the spelling it has")
    void ignoringCase() {
        assertThat(LocalEnvironment.of(command.withDirectory(link), Map.of("Pwd", "/gone"), true))
                .containsEntry("Pwd", link.toString())
                .doesNotContainKey("PWD");
        assertThat(LocalEnvironment.of(command.withEnvironment("pwd", "/set").withDirectory(link), Map.of(), true))
                .containsEntry("pwd", "/set")
                .doesNotContainKey("PWD");
    }

    @Test
    @DisplayName("SPAWN-14: variables of the parent's terminal are not inherited, and what only looks like them is")
    void parentTerminal() {
        Map<String, String> parent = new LinkedHashMap<>();
        for (String name : new String[] {
            "WINDOW",
            "VTE_VERSION",
            "TERM_PROGRAM",
            "TERM_PROGRAM_VERSION",
            "TERM_SESSION_ID",
            "GPG_TTY",
            "SSH_TTY",
            "KITTY_WINDOW_ID",
            "WEZTERM_PANE",
            "KONSOLE_VERSION",
            "ITERM_SESSION_ID",
            "ZELLIJ",
            "ZELLIJ_SESSION_NAME",
            "WT_SESSION",
            "INSIDE_EMACS",
            "ALACRITTY_LOG",
            "GHOSTTY_BIN_DIR",
            "XTERM_VERSION",
            "LC_TERMINAL",
            "GNOME_TERMINAL_SCREEN"
        }) {
            parent.put(name, "x");
        }
        parent.putAll(Map.of("COLORTERM", "truecolor", "WINDOWS_OPEN", "y", "SSH_CONNECTION", "z", "LC_TIME", "C"));
        assertThat(LocalEnvironment.of(command.withEnvironment("WINDOW", "7"), parent, false))
                .containsOnlyKeys("COLORTERM", "WINDOWS_OPEN", "SSH_CONNECTION", "LC_TIME", "TERM", "WINDOW");
        assertThat(LocalEnvironment.of(command, Map.of("wt_Session", "x"), true))
                .containsOnlyKeys("TERM");
    }

    @Test
    @DisplayName("SPAWN-14: a TERM without a description becomes one that has one, unless the command sets it")
    void term() throws IOException {
        Files.createDirectories(scratch.resolve("info/x"));
        Files.createFile(scratch.resolve("info/x/xterm-mine"));
        Files.createDirectories(scratch.resolve("info/78"));
        Files.createFile(scratch.resolve("info/78/xterm-256color"));
        Map<String, String> parent = new LinkedHashMap<>();
        parent.put("TERMINFO", scratch.resolve("info").toString());
        parent.put("TERM", "xterm-no-such-thing");
        assertThat(LocalEnvironment.of(command, parent, false)).containsEntry("TERM", "xterm-256color");
        assertThat(LocalEnvironment.of(command.withEnvironment("TERM", "strange"), parent, false))
                .containsEntry("TERM", "strange");
        parent.put("TERM", "xterm-mine");
        assertThat(LocalEnvironment.of(command, parent, false)).containsEntry("TERM", "xterm-mine");
    }

    @Test
    @DisplayName("SPAWN-10: a directory inside a zip file is refused at once")
    void otherFileSystem() throws IOException {
        URI zip = URI.create("jar:" + scratch.resolve("a.zip").toUri());
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThatThrownBy(() -> command.withDirectory(inside.getPath("/")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be of the default file system")
                    .hasMessageContaining("a.zip");
        }
    }
}
