// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminfoTest {

    @TempDir
    Path scratch;

    private void describe(String entry) throws IOException {
        Path file = scratch.resolve(entry);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private String existing(String wanted, Map<String, String> variables) {
        return new Terminfo(name -> variables.getOrDefault(name, ""), List.of(scratch.resolve("system") + ""))
                .existing(wanted);
    }

    @Test
    @DisplayName("SPAWN-14: a terminal type is looked for in the variables' places and the system's, in both layouts")
    void places() throws IOException {
        describe("system/x/xterm-256color");
        describe("home/.terminfo/m/mine");
        describe("one/o/one");
        describe("two/74/two");
        Map<String, String> variables = Map.of(
                "HOME", scratch.resolve("home") + "",
                "TERMINFO", scratch.resolve("one") + "",
                "TERMINFO_DIRS", ":" + scratch.resolve("absent") + ":" + scratch.resolve("two"));
        for (String type : List.of("mine", "one", "two", "xterm-256color")) {
            assertThat(existing(type, variables)).isEqualTo(type);
        }
        assertThat(existing("three", variables)).isEqualTo("xterm-256color");
        assertThat(existing("mine", Map.of())).isEqualTo("xterm-256color");
    }

    @Test
    @DisplayName("SPAWN-14: the most capable common type that is described replaces one that is not")
    void fallback() throws IOException {
        describe("system/v/vt100");
        assertThat(existing("xterm-256color", Map.of())).isEqualTo("vt100");
        assertThat(existing("../v/vt100", Map.of())).isEqualTo("vt100");
        describe("system/78/xterm");
        assertThat(existing("xterm-256color", Map.of())).isEqualTo("xterm");
    }

    @Test
    @DisplayName("SPAWN-14: without a database, or with one that cannot be examined, the type stays")
    void unknown() throws IOException {
        assertThat(existing("xterm-256color", Map.of())).isEqualTo("xterm-256color");
        describe("system/v/vt100");
        describe("one.db");
        assertThat(existing("odd", Map.of("TERMINFO", "hex:1A01"))).isEqualTo("odd");
        assertThat(existing("odd", Map.of("TERMINFO_DIRS", scratch.resolve("one.db") + "")))
                .isEqualTo("odd");
        assertThat(existing("odd", Map.of())).isEqualTo("vt100");
    }
}
