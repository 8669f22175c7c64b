// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.docker.DockerDaemon;

/** {@code rmux-pty run --on docker:…}, on a real engine. */
@Tag("full")
class RunOnDockerIT {

    @TempDir(cleanup = CleanupMode.NEVER) // what is mounted below goes with the engine
    static Path directory;

    private static DockerDaemon daemon;

    @BeforeAll
    static void start() throws Exception {
        daemon = DockerDaemon.start(directory);
        daemon.container("box");
        daemon.container("crate");
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    private static String host() {
        return "DOCKER_HOST=" + daemon.host() + " ";
    }

    @Test
    @DisplayName("a shell in a container: its terminal, the window's new size, ^C, and its status")
    void shell() throws Exception {
        try (Tmux window = new Tmux(90, 30)) {
            window.start(host() + "rmux-pty run --on docker:box --env PS1='inner> ' -- sh; echo status $?");
            window.awaitText("inner>");
            window.enter("stty size");
            window.awaitText("\n30 90");
            window.resize(70, 20);
            window.enter("stty size");
            window.awaitText("\n20 70");
            window.enter("sleep 1000");
            window.awaitText("> sleep 1000");
            window.press("C-c");
            window.enter("echo status $?");
            window.awaitText("\nstatus 130");
            window.enter("exit 5");
            assertThat(window.awaitPrompt()).endsWith("status 5");
        }
    }

    @Test
    @DisplayName("--each: two containers, and one that is missing")
    void each() throws Exception {
        Launcher.Outcome outcome = Launcher.shell(
                "export " + host()
                        + "; rmux-pty run --on docker:box --on docker:crate --on docker:nowhere --each -- sh -c 'echo one; exit 2'");
        assertThat(outcome.output().lines())
                .as(outcome.errors())
                .containsExactlyInAnyOrder("docker:box  one", "docker:crate  one");
        assertThat(outcome.errors().lines())
                .anyMatch(line -> line.matches("docker:box +2  .*"))
                .anyMatch(line -> line.matches("docker:crate +2  .*"))
                .anyMatch(line -> line.matches("docker:nowhere +125  .*No such container: nowhere.*"));
        assertThat(outcome.status()).isEqualTo(ExitCodes.FAILURE);
    }

    @Test
    @DisplayName("vi and top of busybox: keys, the window's new size, and a file in the container")
    void viAndTop() throws Exception {
        try (Tmux window = new Tmux(90, 30)) {
            window.start(host() + "rmux-pty run --on docker:box -- vi /tmp/note.txt");
            window.awaitText("- /tmp/note.txt");
            window.type("ifrom afar");
            window.awaitText("from afar");
            window.press("Escape");
            window.awaitText("- /tmp/note.txt"); // what follows at once would belong to the escape
            window.enter(":wq");
            window.awaitPrompt();
            window.start(host() + "rmux-pty run --on docker:box -- top");
            window.awaitText("Load average");
            window.type("q");
            window.awaitPrompt();
        }
        assertThat(Launcher.shell(host() + "rmux-pty run --on docker:box -- cat /tmp/note.txt")
                        .output())
                .isEqualTo("from afar\r\n");
    }

    @Test
    @DisplayName("doctor runs a program in a container, and explains one that is missing")
    void doctor() throws Exception {
        Launcher.Outcome doctor =
                Launcher.shell("export " + host() + "; rmux-pty doctor --on docker:box --on docker:nowhere");
        assertThat(doctor.output())
                .containsPattern("docker:box usable\n +why +a program ran on a terminal there, as \\S+, on Linux ")
                .containsPattern(
                        "docker:nowhere not usable\n +why .*No such container: nowhere.*\n +do .*docker exec -it ");
        assertThat(doctor.status()).isEqualTo(1);
    }
}
