// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.kubernetes.PodServer;

/** {@code rmux-pty run --on kube:…}, used as a person would, on the server that kubectl has proven; the pod is this machine. */
class RunOnKubernetesIT {

    @TempDir
    static Path directory;

    private static PodServer server;
    private static String environment;

    @BeforeAll
    static void start() throws Exception {
        server = PodServer.start(directory);
        environment = "KUBECONFIG=" + server.kubeconfig() + " ";
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    @DisplayName("vim: keys, escape, the window's new size, and its file in the pod")
    void vim() throws Exception {
        Path file = directory.resolve("note.txt");
        try (Tmux window = new Tmux(90, 30)) {
            window.start(environment + "rmux-pty run --on kube:default/box --env LC_ALL=C.UTF-8 --"
                    + " vim -Nu NONE --cmd \"set t_RV= t_u7= showmode laststatus=2\""
                    + " --cmd \"set statusline=%f,%{&columns}x%{&lines}\" " + Tmux.quoted(file));
            window.awaitText("note.txt\" [New]");
            window.type("i");
            window.awaitText("-- INSERT --");
            window.type("from afar, häß€");
            window.awaitText("from afar, häß€");
            window.press("Escape");
            window.resize(70, 20);
            window.awaitText("note.txt,70x20");
            window.enter(":wq");
            window.awaitPrompt();
        }
        assertThat(file).hasContent("from afar, häß€\n");
    }

    @Test
    @DisplayName("htop fills the screen; bash has job control, ^C, and its status")
    void htopAndBash() throws Exception {
        try (Tmux window = new Tmux(90, 30)) {
            window.start(environment + "rmux-pty run --on kube:default/box/main -- htop");
            window.await("htop screen", screen -> screen.contains("F10Quit") && screen.contains("Load average"));
            window.press("F10");
            window.awaitPrompt();
            window.start(
                    environment
                            + "rmux-pty run --on kube:default/box --env PS1='inner> ' -- bash --norc --noprofile; echo status $?");
            window.awaitText("inner>");
            window.enter("sleep 1000");
            window.awaitText("> sleep 1000");
            window.press("C-z");
            window.awaitText("Stopped");
            window.enter("fg");
            window.awaitText("fg\nsleep 1000");
            window.press("C-c");
            window.enter("echo inside $?");
            window.awaitText("\ninside 130");
            window.enter("exit 5");
            assertThat(window.awaitPrompt()).endsWith("status 5");
        }
    }

    @Test
    @DisplayName("--each: a pod, one that is missing, and one that forbids it; doctor explains the same")
    void eachAndDoctor() throws Exception {
        String places = " --on kube:default/box --on kube:default/nowhere --on kube:default/sealed ";
        Launcher.Outcome each = Launcher.shell(
                "export " + environment + "; rmux-pty run" + places + "--each -- sh -c 'echo one; exit 2'");
        assertThat(each.output()).as(each.errors()).isEqualTo("kube:default/box  one\n");
        assertThat(each.errors().lines())
                .anyMatch(line -> line.matches("kube:default/box +2  .*"))
                .anyMatch(line -> line.matches("kube:default/nowhere +125  .*there is no such pod.*"))
                .anyMatch(line -> line.matches("kube:default/sealed +125  .*\\(HTTP status 403\\).*"));
        assertThat(each.status()).isEqualTo(ExitCodes.FAILURE);
        Launcher.Outcome doctor = Launcher.shell("export " + environment + "; rmux-pty doctor" + places);
        assertThat(doctor.output())
                .containsPattern("kube:default/box usable\n +why +a program ran on a terminal there, as "
                        + System.getProperty("user.name") + ", on Linux ")
                .containsPattern(
                        "kube:default/nowhere not usable\n +why +.*there is no such pod.*\n +do +.*kubectl exec ")
                .containsPattern("kube:default/sealed not usable\n +why +.*HTTP status 403.*\n +do +.*kubectl exec ");
        assertThat(doctor.status()).isEqualTo(1);
    }
}
