// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.testkit.expect.Expect;

/** {@code rmux-pty new}, {@code attach} and the others, as a user calls them, in terminals of this library. */
@Tag("once")
class HubCommandsTest {

    private static final String MAIN = "rmux.pty.cli.Main";
    private static final char DETACH = '\\' & 0x1F;

    @TempDir
    Path directory;

    private Path socket() {
        return directory.resolve("hub/socket");
    }

    /** Runs a command to its end; returns status, output and errors as one text. */
    private static String run(String... arguments) throws Exception {
        List<String> line = OwnJvm.command();
        line.add(MAIN);
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue() + " " + output;
    }

    private String hub(String subcommand, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(subcommand, "--socket", socket().toString()));
        line.addAll(List.of(arguments));
        return run(line.toArray(new String[0]));
    }

    private PtySession terminal(String subcommand, String... arguments) throws IOException {
        List<String> line = OwnJvm.command();
        line.addAll(List.of(MAIN, subcommand, "--socket", socket().toString()));
        line.addAll(List.of(arguments));
        // As a terminal emulator does: the hub has left the session of the client that started it, and is to survive.
        return PtyCommand.of(line.get(0), line.subList(1, line.size()))
                .withClosing(Closing.HANG_UP)
                .spawn();
    }

    private static Expect expect(PtySession session) {
        return Expect.on(session.master(), TestLimits.STEP).ignoringEscapes();
    }

    @AfterEach
    void endHub() throws Exception {
        for (String session : hub("list").replaceFirst("^0 ", "").split("\n", -1)) {
            if (session.contains("\t")) {
                String killed = hub("kill", session.substring(0, session.indexOf('\t')));
                assertThat(killed).startsWith("0");
            }
        }
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("--socket " + socket()))
                .forEach(ProcessHandle::destroy);
    }

    @Test
    @DisplayName("new, detach by key, list, the client is killed, attach, kill: the program goes on until then")
    void life() throws Exception {
        try (PtySession first =
                terminal("new", "work", "--", "sh", "-c", "echo begun; while read x; do echo got $x; done")) {
            Expect expect = expect(first);
            expect.await("begun");
            expect.sendLine("one");
            expect.await("got one");
            expect.send(String.valueOf(DETACH));
            expect.await("[work: detached]");
            expect.drain();
            assertThat(first.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
        assertThat(hub("list")).startsWith("0 work\trunning\tdetached\t80x24\t");
        try (PtySession second = terminal("attach", "work")) {
            Expect expect = expect(second);
            expect.await("got one");
            expect.sendLine("two");
            expect.await("got two");
            assertThat(second.child().signalLeader(PtySignal.KILL)).isTrue();
            assertThat(second.waitFor()).isInstanceOf(ExitStatus.Signaled.class);
        }
        try (PtySession third = terminal("attach", "work")) {
            Expect expect = expect(third);
            expect.await("got two");
            assertThat(hub("kill", "work")).isEqualTo("0 ");
            expect.await("[work: killed]");
            expect.drain();
        }
        assertThat(hub("list")).isEqualTo("0 ");
    }

    @Test
    @DisplayName("unknown names, no terminal, no hub: one sentence each")
    void refusals() throws Exception {
        assertThat(hub("attach", "none"))
                .isEqualTo(
                        "125 rmux-pty: attaching needs a terminal, and standard input or output is something else\n");
        assertThat(hub("kill", "none")).startsWith("125 rmux-pty: no hub is running at " + socket());
        assertThat(hub("new", "--detached", "one", "--", "cat")).isEqualTo("0 one\n");
        assertThat(hub("kill", "none")).isEqualTo("125 rmux-pty: there is no session \"none\"; there are: one\n");
        assertThat(hub("new", "--detached", "one", "--", "cat"))
                .startsWith("125 rmux-pty: there is a session \"one\" already");
        assertThat(hub("new", "--detached", "two", "--", "no-such-program"))
                .startsWith("125 rmux-pty: ")
                .contains("no-such-program");
    }

    /** The whole of it: the JDK reads no more than 4 KiB (ProcessHandleImpl_linux.c), and our class path may be longer. */
    private static String commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(words, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    @Test
    @DisplayName("the hub is killed: who is attached is notified, and the terminal is restored")
    void hubLost() throws Exception {
        try (PtySession client = terminal("new", "work", "--", "sh", "-c", "echo begun; exec cat")) {
            Expect expect = expect(client);
            expect.await("begun");
            List<ProcessHandle> hubs = ProcessHandle.allProcesses()
                    .filter(process -> commandLine(process).contains("--exit-when-empty --socket " + socket()))
                    .toList();
            assertThat(hubs).hasSize(1);
            hubs.get(0).destroyForcibly();
            expect.await("the hub has gone, and its sessions with it");
            expect.drain();
            assertThat(client.waitFor()).isEqualTo(new ExitStatus.Exited(125));
        }
    }

    @Test
    @DisplayName("rmux-pty run loads nothing of the servers")
    void runStaysLight() throws Exception {
        Path log = directory.resolve("classes.log");
        List<String> line = OwnJvm.command();
        line.addAll(List.of("-Xlog:class+load:file=" + log, MAIN, "run", "--", "true"));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(Files.readString(log))
                .contains("rmux.pty.cli.RunCommand")
                .doesNotContain("org.eclipse.jetty", "org.apache.sshd", "org.bouncycastle");
    }
}
