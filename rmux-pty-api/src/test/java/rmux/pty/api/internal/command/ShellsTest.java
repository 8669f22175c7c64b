// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShellsTest {

    @TempDir
    Path scratch;

    private Path chosen;
    private Path registered;

    @BeforeEach
    void makeShells() throws IOException {
        chosen = Files.createFile(scratch.resolve("chosen"));
        registered = Files.createFile(scratch.resolve("registered"));
        Files.writeString(
                scratch.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\nme:x:7:7:Me, Myself:/home/me:" + registered + "\nbroken line\n");
        assertThat(chosen.toFile().setExecutable(true) && registered.toFile().setExecutable(true))
                .isTrue();
    }

    private Shells shells(boolean windows, String user, Map<String, String> variables) {
        return new Shells(windows, name -> variables.getOrDefault(name, ""), user, scratch.resolve("passwd"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths do not begin with a slash")
    @DisplayName("loginShell: SHELL comes first, then the user database, then /bin/sh")
    void ofUser() {
        assertThat(shells(false, "me", Map.of("SHELL", chosen.toString())).ofUser())
                .isEqualTo(chosen.toString());
        assertThat(shells(false, "me", Map.of()).ofUser()).isEqualTo(registered.toString());
        assertThat(shells(false, "nobody at all", Map.of()).ofUser()).isEqualTo("/bin/sh");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths do not begin with a slash")
    @DisplayName("loginShell: a SHELL that is missing, relative or not executable is passed over")
    void unusable() throws IOException {
        Path data = Files.createFile(scratch.resolve("data"));
        for (String shell : new String[] {"", "bash", scratch + "/missing", data.toString(), scratch.toString()}) {
            assertThat(shells(false, "me", Map.of("SHELL", shell)).ofUser()).isEqualTo(registered.toString());
        }
    }

    @Test
    @DisplayName("shell and loginShell: on Windows, ComSpec names the shell, or it is cmd.exe")
    void windows() {
        Shells named = shells(true, "me", Map.of("ComSpec", "C:\\Windows\\system32\\cmd.exe", "SHELL", "/bin/bash"));
        assertThat(named.ofUser()).isEqualTo("C:\\Windows\\system32\\cmd.exe");
        assertThat(named.forScripts()).isEqualTo("C:\\Windows\\system32\\cmd.exe");
        assertThat(shells(true, "me", Map.of()).ofUser()).isEqualTo("cmd.exe");
    }
}
