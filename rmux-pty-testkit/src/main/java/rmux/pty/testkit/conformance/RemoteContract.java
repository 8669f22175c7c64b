// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;

/**
 * REM: programs on other machines. The suite itself runs on the machine that plays the other one, so that it sees the programs'
 * files and processes.
 */
abstract class RemoteContract extends Contract {

    private static final Duration GRACE = Duration.ofMillis(200);

    RemoteContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "REM-01", needs = "REMOTE")
    void noVariableOfThisJvmReachesTheOtherMachine() throws Exception {
        Map<String, String> own =
                Map.of("RMUX_SECRET", "of this JVM", "TERM", "dumb", "TMUX", "x", "COLUMNS", "7", "LD_PRELOAD", "");
        List<String> seen = new HelperJvm(subject())
                .environment(own)
                .run(HelperTask.ENVIRONMENT, own.keySet().toArray(String[]::new));
        List<String> leaked = seen.stream()
                .filter(variable -> own.entrySet().stream().anyMatch(entry -> variable.equals(entry.toString())))
                .toList();
        assertEquals(List.of(), leaked, "variables of this JVM that a program on another machine has");
    }

    @Rule(value = "REM-02", needs = "REMOTE")
    void programHasNoProcessIdAndNoHandleHere() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertEquals(OptionalLong.empty(), talk.child().pid(), "pid()");
            assertEquals(Optional.empty(), talk.child().handle(), "handle()");
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> talk.session().toProcess().pid(),
                    "toProcess().pid()");
        }
    }

    @Rule(value = "REM-03", needs = "REMOTE")
    void lostConnectionIsNoEndOfOutput() throws Exception {
        Conversation talk = start(programs().copy()).awaitReady();
        subject().cutConnection();
        assertThrows(IOException.class, () -> talk.master().read(ByteBuffer.allocate(1), limit()), "a read");
        ExitStatus status = talk.exit();
        assertTrue(status instanceof ExitStatus.Unknown, () -> "the exit of a program that was lost: " + status);
        assertThrows(IOException.class, () -> writeUntilRefused(talk), "a write");
        try {
            talk.close();
        } catch (PtyException mayBeLeft) {
            assertTrue(
                    String.valueOf(mayBeLeft.getMessage()).contains("left"),
                    () -> "close() must say that the program may be left: " + mayBeLeft.getMessage());
        }
        try (Conversation next = start(programs().print("next"))) {
            next.await("next");
        }
    }

    /** The loss may be noticed by the first write only after that. */
    private void writeUntilRefused(Conversation talk) throws IOException {
        long deadline = System.nanoTime() + limit().toNanos();
        while (System.nanoTime() - deadline < 0) {
            talk.master().write(ByteBuffer.wrap(new byte[] {'x'}), limit());
        }
    }

    @Rule(value = "REM-04", needs = "REMOTE")
    void closingEndsTheProgramThere() throws Exception {
        Conversation talk = start(programs().tree(true).withHangupGrace(GRACE));
        List<Long> members = SignalContract.awaitTree(talk);
        talk.close();
        assertTrue(talk.child().exitStatus().isPresent(), "a program is still there after close()");
        members.forEach(pid -> awaitNotRunning(pid, "after close(), what the program had started"));
    }

    @Rule(value = "REM-05", needs = "REMOTE")
    void argumentsPassTheShellsInBetween() throws Exception {
        List<String> arguments = List.of(
                "",
                "~",
                "!!",
                "!x",
                "{a,b}",
                "[x]*?",
                "a=b",
                "$'\\n'",
                "`id`$(id)${HOME}",
                "'\"'\"'",
                "\\0101\\\\c",
                "%n%b",
                "\t\r\n\u0007\u001b[0m\u001e",
                "\u007f\u0080\u00ff\ud83d\ude42",
                "-c",
                "--",
                "");
        assertEquals(arguments, ask(programs().arguments(arguments)), "the arguments that arrived");
    }

    @Rule(value = "REM-01", without = "REMOTE")
    void commandForAnotherMachineIsRefusedForItsVariables() {
        assertRefusedHere();
    }

    @Rule(value = "REM-02", without = "REMOTE")
    void commandForAnotherMachineIsRefusedForItsIdentity() {
        assertRefusedHere();
    }

    @Rule(value = "REM-03", without = "REMOTE")
    void commandForAnotherMachineIsRefusedForItsConnection() {
        assertRefusedHere();
    }

    @Rule(value = "REM-04", without = "REMOTE")
    void commandForAnotherMachineIsRefusedForItsEnd() {
        assertRefusedHere();
    }

    @Rule(value = "REM-05", without = "REMOTE")
    void commandForAnotherMachineIsRefusedForItsArguments() {
        assertRefusedHere();
    }

    private void assertRefusedHere() {
        assertCommandRefused(PtyCapability.REMOTE, programs().exit(0).withRequired(PtyCapability.REMOTE));
    }
}
