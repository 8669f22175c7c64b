// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedVariablesTest {

    @TempDir
    Path scratch;

    @Test
    @DisplayName("SPAWN-14: nothing that describes the terminal of the parent reaches a program; COLORTERM does")
    void ofTheParentsTerminal() throws Exception {
        Map<String, String> hostile = new TreeMap<>();
        for (String name : List.of(
                "VTE_VERSION",
                "TERM_PROGRAM",
                "TERM_PROGRAM_VERSION",
                "WINDOW",
                "GPG_TTY",
                "SSH_TTY",
                "KITTY_WINDOW_ID",
                "ZELLIJ",
                "WEZTERM_PANE",
                "KONSOLE_VERSION",
                "ITERM_SESSION_ID",
                "TERM_SESSION_ID",
                "WT_SESSION",
                "INSIDE_EMACS",
                "TMUX",
                "TMUX_PANE",
                "STY",
                "COLUMNS",
                "LINES",
                "WINDOWID",
                "TERMCAP")) {
            hostile.put(name, "of the parent");
        }
        hostile.put("COLORTERM", "truecolor");
        hostile.put("TERM", "xterm-of-no-system");
        List<String> seen = new SpawnerJvm().with(hostile).run("-", "env");
        assertThat(seen).contains("COLORTERM=truecolor", "TERM=xterm-256color", "exit code 0");
        assertThat(seen).noneMatch(line -> line.endsWith("=of the parent"));
    }

    @Test
    @DisplayName("SPAWN-14: a shell in a directory that was given by a symbolic link is where it was told to be")
    void directoryByLink() throws Exception {
        Files.createDirectory(scratch.resolve("real"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("real"));
        assertThat(new SpawnerJvm().run(link.toString(), "sh", "-c", "pwd; echo \"PWD=$PWD\""))
                .containsExactly(link.toString(), "PWD=" + link, "exit code 0");
        assertThat(new SpawnerJvm().run(scratch.resolve("real").toString(), "env"))
                .contains("PWD=" + scratch.resolve("real"));
    }

    @Test
    @DisplayName("SPAWN-14: a JVM that was started with a stale PWD does not hand it down")
    void stalePwd() throws Exception {
        Files.createDirectory(scratch.resolve("real"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("real"));
        assertThat(new SpawnerJvm().with(Map.of("PWD", "/nowhere")).run("-", "env"))
                .contains("PWD=" + Path.of("").toRealPath());
        assertThat(new SpawnerJvm().after("cd " + link).run("-", "env")).contains("PWD=" + link);
    }
}
