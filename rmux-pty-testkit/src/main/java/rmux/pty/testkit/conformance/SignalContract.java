// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySignal;

/** SIG: signals to the program, to the job in front of it, and to all it started. */
abstract class SignalContract extends Contract {

    private static final Pattern PID_OR_READY = Pattern.compile("(?:pid (\\d+)|READY)" + Conversation.LINE_END);

    SignalContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "SIG-01", needs = "FOREGROUND_SIGNAL")
    void interruptReachesTheForegroundJobNotTheShellBehindIt() throws Exception {
        try (Conversation talk = start(programs().foregroundJob()).awaitReady()) {
            assertTrue(talk.child().signal(PtySignal.INTERRUPT), "signal() says whether it was sent");
            String before = talk.await("shell goes on");
            assertTrue(before.contains("job interrupted"), () -> "the job did not get the signal: " + talk.screen());
            assertFalse(before.contains("shell interrupted"), () -> "the shell got the signal too: " + talk.screen());
            assertEquals(
                    "",
                    new String(talk.takeUntilQuiet(QUIET), StandardCharsets.UTF_8).strip(),
                    "what else comes of it");
        }
    }

    @Rule(value = "SIG-01", without = "FOREGROUND_SIGNAL")
    void interruptReachesTheProgram() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertTrue(talk.child().signal(PtySignal.INTERRUPT), "signal() says whether it was sent");
            assertFalse(talk.exit().isSuccess(), "a program that was interrupted");
        }
    }

    @Rule(value = "SIG-02", needs = "POSIX_SIGNALS")
    void signalLeaderReachesTheLeaderAlone() throws Exception {
        try (Conversation talk =
                start(programs().leaderAndOther().withKeepOutputOpen(true)).awaitReady()) {
            assertTrue(talk.child().signalLeader(PtySignal.TERMINATE), "signalLeader() says whether it was sent");
            String before = talk.await("leader signaled");
            String after = new String(talk.takeUntilQuiet(QUIET), StandardCharsets.UTF_8);
            assertFalse((before + after).contains("other signaled"), () -> "another process got it: " + before + after);
        }
    }

    @Rule(value = "SIG-02", without = "POSIX_SIGNALS")
    void signalLeaderReachesTheLeader() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertTrue(talk.child().signalLeader(PtySignal.TERMINATE), "signalLeader() says whether it was sent");
            assertFalse(talk.exit().isSuccess(), "a program that was terminated");
        }
    }

    @Rule("SIG-03")
    void endingSignalsEndItWithTheMatchingStatus() throws Exception {
        for (PtySignal signal : List.of(PtySignal.TERMINATE, PtySignal.KILL, PtySignal.HANGUP)) {
            try (Conversation talk = start(programs().waiting()).awaitReady()) {
                assertTrue(talk.child().signal(signal), () -> signal + " was not sent");
                ExitStatus status = talk.exit();
                if (has(PtyCapability.EXIT_SIGNAL)) {
                    assertTrue(
                            status instanceof ExitStatus.Signaled signaled
                                    && signaled.name().equals(signal.posixName())
                                    && !signaled.coreDumped(),
                            () -> "after " + signal + " the status is: " + status);
                } else {
                    assertFalse(status.isSuccess(), () -> "after " + signal + " the status is: " + status);
                }
            }
        }
    }

    @Rule(value = "SIG-04", needs = "POSIX_SIGNALS")
    void stoppedProgramResumes() throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady()) {
            assertFalse(talk.child().continueIfStopped(), "continueIfStopped() of a program that runs");
            for (int i = 0; i < 2; i++) {
                talk.child().signalLeader(PtySignal.STOP);
                talk.send("x");
                assertEquals(0, talk.master().read(ByteBuffer.allocate(8), QUIET), "what a stopped program answers");
                if (i == 0) {
                    assertTrue(talk.child().continueIfStopped(), "continueIfStopped() of a program that is stopped");
                    assertFalse(talk.child().continueIfStopped(), "continueIfStopped() when asked again");
                } else {
                    assertTrue(talk.child().signalLeader(PtySignal.CONTINUE), "CONTINUE was not sent");
                }
                assertEquals("", talk.await("x"), "what a program answers once it goes on");
            }
        }
    }

    @Rule(value = "SIG-04", without = "POSIX_SIGNALS")
    void stoppingIsRefused() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertRefused(PtyCapability.POSIX_SIGNALS, () -> talk.child().continueIfStopped());
            assertRefused(PtyCapability.POSIX_SIGNALS, () -> talk.child().signal(PtySignal.STOP));
            assertRefused(PtyCapability.POSIX_SIGNALS, () -> talk.child().signalLeader(PtySignal.USER_1));
            assertTrue(talk.child().exitStatus().isEmpty(), "the program must not be disturbed");
        }
    }

    @Rule("SIG-05")
    void nothingIsSentAfterTheExit() throws Exception {
        try (Conversation talk = start(programs().exit(0))) {
            talk.exit();
            for (PtySignal signal : PtySignal.values()) {
                if (signal.isPortable() || has(PtyCapability.POSIX_SIGNALS)) {
                    assertFalse(talk.child().signal(signal), () -> "signal(" + signal + ") after the exit");
                    assertFalse(talk.child().signalLeader(signal), () -> "signalLeader(" + signal + ") after the exit");
                }
            }
            if (has(PtyCapability.POSIX_SIGNALS)) {
                assertFalse(talk.child().continueIfStopped(), "continueIfStopped() after the exit");
            }
            if (has(PtyCapability.FOREGROUND_SIGNAL)) {
                assertEquals(OptionalLong.empty(), talk.child().foregroundProcessGroup(), "the job in front");
            }
        }
    }

    @Rule("SIG-06")
    void interruptKeyInterruptsAProgramInCookedMode() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            talk.send("\u0003");
            ExitStatus status = talk.exit();
            assertFalse(status.isSuccess(), () -> "after ^C the status is: " + status);
            if (has(PtyCapability.EXIT_SIGNAL)) {
                assertTrue(
                        status instanceof ExitStatus.Signaled signaled
                                && signaled.name().equals("SIGINT"),
                        () -> "after ^C the status is: " + status);
            }
        }
    }

    @Rule(value = "SIG-07", needs = "FOREGROUND_SIGNAL")
    void foregroundProcessGroupNamesTheJobInFront() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertEquals(OptionalLong.of(talk.pid()), talk.child().foregroundProcessGroup(), "a lone program");
        }
        try (Conversation talk = start(programs().foregroundJob())) {
            long job = talk.awaitNumber("job");
            talk.awaitReady();
            assertFalse(job == talk.pid(), "the test program must run its job in a group of its own");
            assertEquals(OptionalLong.of(job), talk.child().foregroundProcessGroup(), "the job of a shell");
        }
    }

    @Rule(value = "SIG-07", without = "FOREGROUND_SIGNAL")
    void askingForTheForegroundProcessGroupIsRefused() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertRefused(PtyCapability.FOREGROUND_SIGNAL, () -> talk.child().foregroundProcessGroup());
        }
    }

    @Rule(value = "SIG-08", needs = "PROCESS_TREE")
    void terminateTreeEndsEverythingThatTheProgramStarted() throws Exception {
        for (boolean leaderStays : new boolean[] {true, false}) {
            try (Conversation talk = start(programs().tree(leaderStays).withKeepOutputOpen(true))) {
                List<Long> members = awaitTree(talk);
                if (!leaderStays) {
                    talk.exit();
                }
                members.forEach(pid -> assertTrue(programs().isRunning(pid), () -> "process " + pid + " must run"));
                talk.child().terminateTree();
                members.forEach(pid -> awaitNotRunning(pid, "after terminateTree(), a descendant"));
                assertFalse(talk.exit().isSuccess() && leaderStays, "the leader that stayed must have been ended");
            }
        }
    }

    @Rule(value = "SIG-08", without = "PROCESS_TREE")
    void terminatingTheTreeIsRefused() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertRefused(PtyCapability.PROCESS_TREE, () -> talk.child().terminateTree());
            assertTrue(talk.child().exitStatus().isEmpty(), "the program must not be disturbed");
        }
    }

    /** The processes that a tree program names until it is ready; at least three. */
    static List<Long> awaitTree(Conversation talk) {
        return awaitMembers(talk, 3);
    }

    /** The processes that a program names until it is ready. */
    static List<Long> awaitMembers(Conversation talk, int atLeast) {
        List<Long> members = new ArrayList<>();
        for (MatchResult line = talk.await(PID_OR_READY); line.group(1) != null; line = talk.await(PID_OR_READY)) {
            members.add(Long.parseLong(line.group(1)));
        }
        assertTrue(members.size() >= atLeast, () -> "the program has started too few others: " + members);
        return members;
    }
}
