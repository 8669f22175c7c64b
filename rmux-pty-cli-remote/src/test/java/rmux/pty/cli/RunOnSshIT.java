// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.ssh.OpenSshServer;

/** {@code rmux-pty run --on ssh:…}, used as a person would, on OpenSSH's server. */
@Tag("full")
class RunOnSshIT {

    @TempDir
    static Path directory;

    private static OpenSshServer server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String place(String host) {
        return "ssh:" + System.getProperty("user.name") + "@" + host + ":" + server.port();
    }

    private static List<String> options() {
        return List.of("--identity", "" + directory.resolve("key"), "--known-hosts", "" + server.knownHosts());
    }

    private static Launcher.Outcome runThere(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--on", place("127.0.0.1")));
        arguments.addAll(options());
        arguments.addAll(List.of(words));
        return Launcher.rmuxPty(arguments.toArray(String[]::new));
    }

    private static String inWindow(String rest) {
        return "rmux-pty run --on " + place("127.0.0.1") + " " + String.join(" ", options()) + " " + rest;
    }

    @Test
    @DisplayName("a code, a death by signal and a missing program are the statuses that a shell shows")
    void statuses() throws Exception {
        Launcher.Outcome seven = runThere("--cwd", "/usr", "--env", "A=b c", "--", "sh", "-c", "echo $PWD $A; exit 7");
        assertThat(seven.output()).isEqualTo("/usr b c\r\n");
        assertThat(seven.status()).isEqualTo(7);
        assertThat(runThere("--", "sh", "-c", "kill -9 $$").status()).isEqualTo(137);
        Launcher.Outcome missing = runThere("--", "no-such-program");
        assertThat(missing.errors()).contains("no-such-program on ").contains(" cannot be run: ENOENT");
        assertThat(missing.status()).isEqualTo(ExitCodes.NOT_FOUND);
    }

    @Test
    @DisplayName("a host whose key is not known is one sentence and 125")
    void unknownHost() throws Exception {
        Path empty = Files.writeString(directory.resolve("no_hosts"), "");
        Launcher.Outcome outcome =
                Launcher.rmuxPty("run", "--on", place("127.0.0.1"), "--known-hosts", empty.toString(), "--", "true");
        assertThat(outcome.errors()).matches("rmux-pty: .* is not trusted: .*\n");
        assertThat(outcome.status()).isEqualTo(ExitCodes.FAILURE);
    }

    @Test
    @DisplayName("--each: whole lines behind the name of the place, then how each ended; the highest status")
    void each() throws Exception {
        Launcher.Outcome outcome =
                runThere("--on", place("localhost"), "--each", "--", "sh", "-c", "echo one; printf two; cat; exit 3");
        String here = place("127.0.0.1");
        assertThat(outcome.output()).isEqualTo(here + "  one\n" + here + "  two\n");
        assertThat(outcome.errors().lines())
                .anyMatch(line -> line.matches("PLACE +STATUS +END"))
                .anyMatch(line -> line.startsWith(here + " ") && line.matches(".* 3  .*"))
                .anyMatch(line ->
                        line.startsWith(place("localhost")) && line.contains("125  ") && line.contains("not trusted"));
        assertThat(outcome.status()).isEqualTo(ExitCodes.FAILURE);
    }

    @Test
    @DisplayName("vim: keys, escape, the window's new size, and its file on the other machine")
    void vim() throws Exception {
        Path file = directory.resolve("note.txt");
        try (Tmux window = new Tmux(90, 30)) {
            window.start(inWindow("--env LC_ALL=C.UTF-8 -- vim -Nu NONE --cmd \"set t_RV= t_u7= showmode laststatus=2\""
                    + " --cmd \"set statusline=%f,%{&columns}x%{&lines}\" " + Tmux.quoted(file)));
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
    @DisplayName("htop fills the screen; bash has job control and ^C")
    void htopAndBash() throws Exception {
        try (Tmux window = new Tmux(90, 30)) {
            window.start(inWindow("-- htop"));
            window.await("htop screen", screen -> screen.contains("F10Quit") && screen.contains("Load average"));
            window.press("F10");
            window.awaitPrompt();
            window.start(inWindow("--env PS1='inner> ' -- bash --norc --noprofile"));
            window.awaitText("inner>");
            window.enter("sleep 1000");
            window.awaitText("> sleep 1000");
            window.press("C-z");
            window.awaitText("Stopped");
            window.enter("fg");
            window.awaitText("fg\nsleep 1000");
            window.press("C-c");
            window.enter("echo status $?");
            window.awaitText("\nstatus 130");
            window.press("C-d");
            window.awaitPrompt();
        }
    }

    @Test
    @DisplayName("doctor explains the backends for other machines")
    void doctor() throws Exception {
        assertThat(Launcher.rmuxPty("doctor").output())
                .containsPattern("ssh +with --on\n +why +\\S.*\n +do +rmux-pty run --on ssh:\\S.*\n")
                .containsPattern("docker +with --on\n +why +\\S.*\n +do +rmux-pty run --on docker:\\S.*\n")
                .containsPattern("kubernetes +with --on\n +why +\\S.*\n +do +rmux-pty run --on kube:\\S.*\n");
    }

    @Test
    @DisplayName("doctor runs a program on a machine, and explains one that is not trusted")
    void doctorOfPlaces() throws Exception {
        List<String> words = new ArrayList<>(List.of("doctor", "--on", place("127.0.0.1"), "--on", place("localhost")));
        words.addAll(options());
        Launcher.Outcome doctor = Launcher.rmuxPty(words.toArray(String[]::new));
        assertThat(doctor.output())
                .containsPattern(
                        place("127.0.0.1") + " usable\n +why +a program ran on a terminal there, as \\S+, on Linux ")
                .containsPattern(
                        place("localhost") + " not usable\n +why .*is not trusted: .*\n +do .*ssh -t -p \\d+ ");
        assertThat(doctor.status()).isEqualTo(1);
    }
}
