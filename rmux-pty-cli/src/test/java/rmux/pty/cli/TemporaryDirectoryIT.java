// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary directory that no library can be loaded from. */
class TemporaryDirectoryIT {

    private static Launcher.Outcome run(Path temporary, String... command) throws Exception {
        String options = "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary + " -Djna.tmpdir=" + temporary;
        List<String> line =
                new ArrayList<>(List.of("env", "HOME=" + temporary, "XDG_CACHE_HOME=" + temporary, options));
        line.addAll(List.of(command));
        return Launcher.run(TestLimits.SOON, new byte[0], line);
    }

    @Test
    @DisplayName("the launcher needs no temporary directory")
    void launcher(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Launcher.Outcome outcome = run(file, Launcher.SCRIPT.toString(), "run", "--", "echo", "hi");
        assertThat(outcome.output()).isEqualTo("hi\r\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @DisplayName("META-04: where JNA has to unpack its library and cannot, one sentence says so, with what to do")
    void withoutLauncher(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Launcher.Outcome outcome = run(
                file,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                Launcher.TOP.resolve("rmux-pty-cli/target/modules").toString(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "--enable-native-access=com.sun.jna",
                "-Drmux.pty.posix.binding=jna",
                "-m",
                "rmux.pty.cli/rmux.pty.cli.Main",
                "run",
                "--",
                "echo",
                "hi");
        String said = outcome.errors()
                .lines()
                .filter(line ->
                        !line.startsWith("Picked up ") && !line.startsWith("WARNING: java.io.tmpdir ")) // the JVM
                .reduce("", (before, line) -> before + line + "\n");
        assertThat(said)
                .startsWith("rmux-pty: none of the pty providers found can be used on this system: posix: ")
                .contains("temporary directory", "-Djna.tmpdir=DIRECTORY")
                .doesNotContain("native access", "null", "conpty", "\tat ")
                .hasLineCount(1);
        assertThat(outcome.status()).isEqualTo(125);
    }
}
