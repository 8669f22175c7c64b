// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import example.SshExample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.expect.Expect;

/** Sessions on OpenSSH's server. */
@Tag("full")
class SshSessionTest {

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static SshPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        provider = SshPtyProvider.connect(server.target());
    }

    @AfterAll
    static void stop() {
        provider.close();
        server.close();
    }

    private static Expect on(PtySession session) {
        return Expect.on(session.master(), TestLimits.STEP);
    }

    private static String outputOf(PtyCommand command) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            String output = new String(on(session).drain(), StandardCharsets.UTF_8);
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(0));
            return output;
        }
    }

    @Test
    @DisplayName("a program has a terminal of the size asked for, and its exit code arrives")
    void terminalAndExitCode() throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (PtySession session = provider.spawn(command)) {
            assertThat(new String(on(session).drain(), StandardCharsets.UTF_8)).matches("/dev/pts/\\d+\r\n30 100\r\n");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(7));
            assertThat(session.child().pid()).isEmpty();
            assertThat(session.child().handle()).isEmpty();
        }
    }

    @Test
    @DisplayName("a resize reaches the program, pixels included")
    void resize() throws Exception {
        PtyCommand command = PtyCommand.of(
                "perl",
                "-e",
                "$SIG{WINCH} = sub { ioctl(STDIN, 0x5413, my $w = \"\\0\" x 8); print join(' ', unpack('S4', $w)), \"\\n\"; exit };"
                        + " $| = 1; print \"READY\\n\"; sleep 60");
        try (PtySession session = provider.spawn(command)) {
            Expect talk = on(session);
            talk.await("READY\r\n");
            session.master().resize(new TerminalSize(132, 50, 1320, 1000));
            talk.await("50 132 1320 1000\r\n");
        }
    }

    @Test
    @DisplayName("^C reaches the foreground job, and a death by signal is told apart from an exit code")
    void signals() throws Exception {
        try (PtySession session = provider.spawn(PtyCommand.of("sleep", "60"))) {
            on(session).send("\u0003");
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Signaled(2, "SIGINT", false));
        }
        try (PtySession session = provider.spawn(PtyCommand.of("sleep", "60"))) {
            assertThat(session.child().signal(PtySignal.TERMINATE)).isTrue();
            assertThat(session.child().waitFor(TestLimits.STEP))
                    .contains(new ExitStatus.Signaled(15, "SIGTERM", false));
        }
    }

    @Test
    @DisplayName("arguments, directory and variables arrive byte for byte")
    void arguments() throws Exception {
        Path place = Files.createDirectory(directory.resolve("it's a $HOME"));
        PtyCommand command = PtyCommand.of(
                        "sh", "-c", "for a in \"$@\" \"$V\" \"$PWD\"; do printf '%s' \"$a\" | od -An -c; done", "sh")
                .withDirectory(place)
                .withEnvironment("V", "a'b\"c\\d!e\n\u00e9");
        List<String> hostile = List.of("", "!x", "it's", "\\\\0101", "%s", "a\nb", "日本", "-n", "$(id)");
        List<String> words = new ArrayList<>(command.arguments());
        words.addAll(hostile);
        String remote = outputOf(command.withArguments(words));
        ProcessBuilder local = new ProcessBuilder(concat("sh", words)).directory(place.toFile());
        local.environment().put("V", "a'b\"c\\d!e\n\u00e9");
        local.environment().put("PWD", place.toString());
        Process process = local.start();
        assertThat(remote.replace("\r\n", "\n"))
                .isEqualTo(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    @Test
    @DisplayName("docs/remote.md shows the example that is run here")
    void example() throws Exception {
        Path module = Path.of(System.getProperty("basedir", "."));
        String source = Files.readString(module.resolve("src/test/java/example/SshExample.java"));
        assertThat(Files.readString(module.resolve("../docs/remote.md")))
                .contains(source.substring(source.indexOf("import ")));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            SshExample.run(server.target());
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("/dev/pts/\\d+\r\n30 100\r\n" + Pattern.quote(new ExitStatus.Exited(7).toString()) + "\\R");
    }
}
