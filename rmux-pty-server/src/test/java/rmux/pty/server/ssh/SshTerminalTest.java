// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.peers.DebianPackages;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;
import rmux.pty.testkit.expect.Expect;

/** OpenSSH's client on a terminal: shells, editors, changes of size, breaks, and what is left when it goes. */
@Tag("once")
class SshTerminalTest {

    @TempDir
    static Path directory;

    private static SshRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new SshRig(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    private static Expect expect(PtySession client) {
        return Expect.on(client.master(), TestLimits.STEP).ignoringEscapes();
    }

    @Test
    @DisplayName("a login shell: it has a terminal of its own, and its status is the client's")
    void shell() throws Exception {
        try (PtySession client = rig.clientOnTerminal(List.of()).spawn()) {
            Expect expect = expect(client);
            expect.sendLine("echo begin-$((40+2)); tty; echo $TERM $SSH_CONNECTION; exit 5");
            expect.await("begin-42");
            expect.await("/dev/pts/");
            expect.await("xterm-256color 127.0.0.1");
            expect.drain();
            assertThat(client.waitFor()).isEqualTo(new ExitStatus.Exited(5));
        }
    }

    @Test
    @DisplayName("the first size, and each change of it, reach the program")
    void sizes() throws Exception {
        String script = "trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done";
        PtyCommand command = rig.clientOnTerminal(List.of("-tt"), script).withSize(TerminalSize.of(91, 31));
        try (PtySession client = command.spawn()) {
            Expect expect = expect(client);
            expect.await("31 91");
            client.resize(TerminalSize.of(132, 43));
            expect.await("43 132");
        }
    }

    @Test
    @DisplayName("the modes of the client's terminal are those of the program's")
    void modes() throws Exception {
        TerminalModes modes = TerminalModes.cooked()
                .withCharacter(ControlCharacter.VINTR, 0x0B)
                .withCharacter(ControlCharacter.VQUIT, TerminalModes.DISABLED)
                .withFlowControl(false)
                .withSpeeds(9600, 9600);
        PtyCommand command = rig.clientOnTerminal(List.of("-tt"), "stty -a").withModes(modes);
        try (PtySession client = command.spawn()) {
            String shown = expect(client)
                    .await(Pattern.compile("speed (?s:.*)-?extproc|echoprt"))
                    .group();
            assertThat(shown).contains("speed 9600 baud", "intr = ^K", "quit = <undef>", "-ixon", "iutf8");
        }
    }

    @Test
    @DisplayName("vim over the connection: a file is edited, saved, and is there")
    void vim() throws Exception {
        DebianPackages.require("vim", "vim");
        Path file = rig.directory().resolve("edited.txt");
        try (PtySession client =
                rig.clientOnTerminal(List.of("-tt"), "vim -u NONE " + file).spawn()) {
            Expect expect = expect(client);
            expect.await("edited.txt");
            expect.send("ihello, wörld \u4e16\u754c\033");
            expect.send(":wq\r");
            expect.drain();
            assertThat(client.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
        assertThat(Files.readString(file)).isEqualTo("hello, wörld \u4e16\u754c\n");
    }

    @Test
    @DisplayName("~B, a break: interrupts the foreground job")
    void breakRequest() throws Exception {
        String script = "trap 'echo interrupted; exit 9' INT; echo ready; while :; do sleep 0.1; done";
        try (PtySession client = rig.clientOnTerminal(List.of("-tt"), script).spawn()) {
            Expect expect = expect(client);
            expect.await("ready");
            expect.send("\r~B");
            expect.await("interrupted");
            expect.drain();
            assertThat(client.waitFor()).isEqualTo(new ExitStatus.Exited(9));
        }
    }

    @Test
    @DisplayName("the client is killed: everything that its shell started is gone, nohup'ed programs too")
    void clientKilled() throws Exception {
        String script = "sleep 1001 & nohup sleep 1002 & setsid sleep 1003 & echo pid $$ up; cat";
        try (PtySession client = rig.clientOnTerminal(List.of("-tt"), script).spawn()) {
            String number =
                    expect(client).await(Pattern.compile("pid (\\d+) up")).group(1);
            ProcessHandle shell = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
            List<ProcessHandle> tree = shell.descendants().toList();
            assertThat(tree).hasSizeGreaterThanOrEqualTo(3);
            assertThat(client.child().signalLeader(PtySignal.KILL)).isTrue();
            Eventually.within(
                    TestLimits.STEP,
                    "the tree is gone",
                    () -> !shell.isAlive() && tree.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
