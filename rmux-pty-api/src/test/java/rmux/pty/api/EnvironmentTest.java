// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static final Map<String, String> PARENT = Map.of("HOME", "/home/u", "TERM", "vt220", "Path", "p");

    private final PtyCommand command = PtyCommand.of("tool");

    @Test
    @DisplayName("SPAWN-05: inherited, then overridden and removed as asked; the last one wins")
    void overrides() {
        Map<String, String> environment = command.withEnvironment("HOME", "/tmp")
                .withEnvironment("A", "1")
                .withEnvironment("A", "2")
                .withoutEnvironment("Path")
                .environmentFrom(PARENT, false);
        assertThat(environment).containsOnly(entry("HOME", "/tmp"), entry("TERM", "vt220"), entry("A", "2"));
    }

    @Test
    @DisplayName("SPAWN-05: clearing leaves nothing of the parent, and TERM is set anyway")
    void cleared() {
        Map<String, String> environment = command.withEnvironment("LOST", "x")
                .withEmptyEnvironment()
                .withEnvironment("A", "1")
                .environmentFrom(PARENT, false);
        assertThat(environment).containsOnly(entry("A", "1"), entry("TERM", "xterm-256color"));
    }

    @Test
    @DisplayName("SPAWN-05: names compare without case where the system does, and the last spelling wins")
    void ignoringCase() {
        Map<String, String> environment = command.withEnvironment("PATH", "q").environmentFrom(PARENT, true);
        assertThat(environment).doesNotContainKey("Path").containsEntry("PATH", "q");
        assertThat(command.withoutEnvironment("pAtH").environmentFrom(PARENT, true))
                .doesNotContainKey("Path");
        assertThat(command.withEnvironment("PATH", "q").environmentFrom(PARENT, false))
                .containsEntry("Path", "p")
                .containsEntry("PATH", "q");
    }

    @Test
    @DisplayName("SPAWN-05: without case, letters beyond ASCII compare one by one: ä is Ä, but ß not SS, and ı not I")
    void ignoringCaseBeyondAscii() {
        assertThat(command.withEmptyEnvironment()
                        .withEnvironment("stra\u00dfe", "1")
                        .withEnvironment("STRASSE", "2")
                        .withEnvironment("\u00e4", "3")
                        .withEnvironment("\u00c4", "4")
                        .withEnvironment("\u0131", "5")
                        .withEnvironment("I", "6")
                        .withoutEnvironment("TERM")
                        .environmentFrom(PARENT, true))
                .containsOnly(
                        entry("stra\u00dfe", "1"),
                        entry("STRASSE", "2"),
                        entry("\u00c4", "4"),
                        entry("\u0131", "5"),
                        entry("I", "6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dumb", "unknown"})
    @DisplayName("SPAWN-05: a TERM that is not sensible becomes xterm-256color")
    void term(String inherited) {
        assertThat(command.environmentFrom(Map.of("TERM", inherited), false)).containsEntry("TERM", "xterm-256color");
    }

    @Test
    @DisplayName("SPAWN-05: a TERM that the command sets or removes itself stays so")
    void termDecided() {
        assertThat(command.withEnvironment("TERM", "dumb").environmentFrom(PARENT, false))
                .containsEntry("TERM", "dumb");
        assertThat(command.withoutEnvironment("TERM").environmentFrom(PARENT, false))
                .doesNotContainKey("TERM");
    }

    @Test
    @DisplayName("SPAWN-05: what describes the parent's terminal is not inherited, unless the command sets it")
    void parentTerminal() {
        Map<String, String> parent = new LinkedHashMap<>();
        for (String name : new String[] {"COLUMNS", "LINES", "TERMCAP", "TMUX", "TMUX_PANE", "STY", "WINDOWID"}) {
            parent.put(name, "x");
        }
        parent.put("KEPT", "y");
        assertThat(command.withEnvironment("LINES", "7").environmentFrom(parent, false))
                .containsOnlyKeys("KEPT", "TERM", "LINES");
    }
}
