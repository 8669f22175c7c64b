// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.peers.DebianPackages;
import rmux.pty.testkit.expect.Expect;

/** The server of these tests proven by the real client, before the backend is proven by the server. */
@Tag("full")
class KubectlTest {

    @TempDir
    static Path directory;

    private static PodServer server;
    private static Path kubeconfig;

    @BeforeAll
    static void start() throws Exception {
        DebianPackages.require("kubectl", "kubernetes-client");
        server = PodServer.start(directory);
        kubeconfig = server.kubeconfig();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static List<String> kubectl(String... words) {
        List<String> command = new ArrayList<>(List.of("--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(words));
        return command;
    }

    private static Process run(String... words) throws Exception {
        List<String> command = kubectl(words);
        command.add(0, "kubectl");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", directory.toString()); // its cache
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return output;
    }

    @Test
    @DisplayName(
            "kubectl exec -it: a terminal of the window's size, its new size, ^C, and the exit code, by protocol 5")
    void onTerminal() throws Exception {
        PtyCommand command = PtyCommand.of(
                        "kubectl",
                        kubectl(
                                "exec",
                                "-i",
                                "-t",
                                "box",
                                "--",
                                "sh",
                                "-c",
                                "trap 'stty size' WINCH; trap 'echo INT; exit 3' INT; echo READY; while :; do sleep 0.1; done"))
                .withSize(TerminalSize.of(100, 30))
                .withEnvironment("HOME", directory.toString());
        try (PtySession session = PtyProviders.installed().named("posix").spawn(command)) {
            Expect talk = Expect.on(session.master(), TestLimits.STEP);
            talk.await("READY\r\n");
            session.master().resize(TerminalSize.of(132, 50));
            talk.await("50 132\r\n");
            talk.send("\u0003");
            talk.await("INT\r\n");
            talk.drain();
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(3));
        }
        assertThat(server.protocols()).contains("v5.channel.k8s.io");
    }

    @Test
    @DisplayName(
            "kubectl exec without a terminal: output and exit code; a pod that is missing, and one that is forbidden")
    void onPipes() throws Exception {
        Process seven = run("exec", "box", "--", "sh", "-c", "echo out; exit 7");
        assertThat(output(seven)).startsWith("out\n");
        assertThat(seven.exitValue()).isEqualTo(7);
        Process missing = run("exec", "nowhere", "--", "true");
        assertThat(output(missing)).contains("not found");
        assertThat(missing.exitValue()).isEqualTo(1);
        Process forbidden = run("exec", "sealed", "--", "true");
        assertThat(output(forbidden)).containsIgnoringCase("forbidden");
        assertThat(forbidden.exitValue()).isEqualTo(1);
    }
}
