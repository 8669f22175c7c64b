// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.KubernetesExample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.expect.Expect;

/** Sessions in a pod, on a server that kubectl has proven. */
class KubernetesSessionTest {

    @TempDir
    static Path directory;

    private static PodServer server;
    private static KubernetesPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        server = PodServer.start(directory);
        provider = KubernetesPtyProvider.connect(target("box"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static KubernetesTarget target(String pod) throws IOException {
        return KubernetesTarget.of("default/" + pod).withKubeconfig(server.kubeconfig());
    }

    private static Expect on(PtySession session) {
        return Expect.on(session.master(), TestLimits.STEP);
    }

    @Test
    @DisplayName("a program has a terminal of the size asked for, and its exit code arrives")
    void terminalAndExitCode() throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (PtySession session = provider.spawn(command)) {
            assertThat(new String(on(session).drain(), StandardCharsets.UTF_8)).matches("/dev/pts/\\d+\r\n30 100\r\n");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(7));
        }
        assertThat(server.protocols()).contains("v4.channel.k8s.io");
    }

    @Test
    @DisplayName("a resize reaches the program, and so does ^C")
    void resizeAndInterrupt() throws Exception {
        PtyCommand command = PtyCommand.of(
                "sh",
                "-c",
                "trap 'stty size' WINCH; trap 'echo INT; exit 3' INT; echo READY; while :; do sleep 0.1; done");
        try (PtySession session = provider.spawn(command)) {
            Expect talk = on(session);
            talk.await("READY\r\n");
            session.master().resize(TerminalSize.of(132, 50));
            talk.await("50 132\r\n");
            talk.send("\u0003");
            talk.await("INT\r\n");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(3));
        }
    }

    @Test
    @DisplayName("signals and closing end a program, by a further exec")
    void signalAndClose() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("sleep", "1001"))) {
            assertThat(session.child().signal(PtySignal.KILL)).isTrue();
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(137));
        }
        PtySession session =
                provider.spawn(PtyCommand.of("sh", "-c", "trap '' HUP; echo \"pid $$.\"; while :; do sleep 1; done"));
        Expect talk = on(session);
        talk.await(".\r\n");
        session.close();
        assertThat(session.child().exitStatus()).contains(new ExitStatus.Exited(137));
    }

    @Test
    @DisplayName(
            "a cut connection: reads throw, the exit is Unknown, closing ends the program or says that it may be left")
    void cut() throws Exception {
        PtySession session = provider.spawn(PtyCommand.of("sh", "-c", "echo READY; exec sleep 1002"));
        on(session).await("READY\r\n");
        server.cut();
        assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1), TestLimits.STEP))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("the connection to");
        assertThat(session.child().waitFor(TestLimits.STEP).orElseThrow()).isInstanceOf(ExitStatus.Unknown.class);
        session.close(); // by a new connection
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine())
                        .flatMap(Optional::stream))
                .noneMatch(line -> line.contains("sleep 1002"));
        try (PtySession next = provider.spawn(PtyCommand.of("echo", "again"))) {
            on(next).await("again");
        }
    }

    @Test
    @DisplayName("what fails is said in one sentence each")
    void failures() throws Exception {
        assertThatThrownBy(() -> KubernetesPtyProvider.connect(target("nowhere")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("kube:default/nowhere cannot run programs: there is no such pod");
        assertThatThrownBy(() -> KubernetesPtyProvider.connect(target("pending")))
                .hasMessageContaining("the pod is not running; its phase is Pending");
        KubernetesPtyProvider sealed = KubernetesPtyProvider.connect(target("sealed"));
        assertThatThrownBy(() -> sealed.spawn(PtyCommand.of("true")))
                .hasMessageContaining("the cluster forbids it (HTTP status 403)");
        KubernetesPtyProvider other = KubernetesPtyProvider.connect(target("box/sidecar"));
        assertThatThrownBy(() -> other.spawn(PtyCommand.of("true")))
                .hasMessageContaining("cannot run programs: container sidecar not found in pod box");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("echo", "x".repeat(200_000))))
                .hasMessageContaining("too long to be sent to kube:default/box");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("no-such-program")))
                .hasMessageContaining("no-such-program on kube:default/box cannot be run: ENOENT");
        Path stranger = server.kubeconfig(directory.resolve("stranger"), server.port(), "wrong");
        assertThatThrownBy(() -> KubernetesPtyProvider.connect(
                        KubernetesTarget.of("default/box").withKubeconfig(stranger)))
                .hasMessageContaining("the cluster does not know the user");
        Path nobody = server.kubeconfig(directory.resolve("nobody"), 1, server.token());
        assertThatThrownBy(() -> KubernetesPtyProvider.connect(
                        KubernetesTarget.of("default/box").withKubeconfig(nobody)))
                .hasMessageContaining("does not answer");
        assertThatThrownBy(() -> KubernetesTarget.of("box")).hasMessageContaining("NAMESPACE/POD");
    }

    @Test
    @DisplayName("a command that names a pod is for this backend, found by its service file")
    void byOption() throws Exception {
        PtyCommand command = PtyCommand.of("echo", "found")
                .withOption(KubernetesOptions.TARGET, "default/box")
                .withOption(KubernetesOptions.KUBECONFIG, server.kubeconfig());
        try (PtySession session = PtyProviders.installed().spawn(command)) {
            on(session).await("found");
        }
    }

    @Test
    @DisplayName("docs/remote.md shows the example that is run here")
    void example() throws Exception {
        Path module = Path.of(System.getProperty("basedir", "."));
        String source = Files.readString(module.resolve("src/test/java/example/KubernetesExample.java"));
        assertThat(Files.readString(module.resolve("../docs/remote.md")))
                .contains(source.substring(source.indexOf("import ")));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            KubernetesExample.run(target("box"));
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("/dev/pts/\\d+\r\n30 100\r\n" + Pattern.quote(new ExitStatus.Exited(7).toString()) + "\\R");
    }
}
