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

/** The command line with the POSIX provider as a run-time image. */
class JlinkImageIT {

    private static final String MAIN = "rmux.pty.cli/rmux.pty.cli.Main";

    @Test
    @DisplayName(
            "scripts/jlink-image links an image that runs a shell in the user's terminal, and shares class data, wherever it is")
    void shell(@TempDir Path directory) throws Exception {
        Path image = directory.resolve("image");
        Launcher.Outcome linked = Launcher.run(
                TestLimits.BUILD,
                new byte[0],
                List.of(Launcher.TOP.resolve("scripts/jlink-image").toString(), image.toString()));
        assertThat(linked.status()).as(linked.errors()).isZero();
        Files.move(image, directory.resolve("moved to here"));
        image = directory.resolve("moved to here");
        Launcher.Outcome classes = java(image, "-Xlog:class+load:stdout", "--module=" + MAIN, "--version");
        assertThat(classes.output()).containsPattern("rmux\\.pty\\.cli\\.Main source: shared objects file");
        assertThat(java(image, "-Djna.nounpack=true", "--module=" + MAIN, "run", "--", "sh", "-c", "exit 7")
                        .status())
                .as("the program's status, with JNA's library from the image")
                .isEqualTo(7);
        Path command = Files.createSymbolicLink(directory.resolve("command"), image.resolve("bin/rmux-pty"));
        Launcher.Outcome closed = Launcher.run(
                TestLimits.SOON, new byte[0], List.of("sh", "-c", "'" + command + "' run -- cat <&-; echo status $?"));
        assertThat(closed.output()).isEqualTo("status 0\n");
        try (Tmux window = new Tmux(100, 30)) {
            assertThat(window.run(command + " run -- sh -c 'tty; stty size; exit 7'; echo status $?"))
                    .matches("/dev/pts/\\d+\n30 100\nstatus 7");
        }
    }

    private static Launcher.Outcome java(Path image, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(List.of(arguments));
        return Launcher.run(TestLimits.SOON, new byte[0], command);
    }
}
