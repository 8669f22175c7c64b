// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.TestReporter;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformanceSystem.Hostility;
import rmux.pty.testkit.programs.Resources;

/** LIFE: what happens at the end, in good order or not. */
abstract class LifeContract extends Contract {

    private static final Duration GRACE = Duration.ofMillis(100);
    private static final int SESSIONS = 20;

    LifeContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("LIFE-02")
    void closingHangsTheProgramUp() throws Exception {
        Conversation talk = start(programs().waiting()).awaitReady();
        talk.close();
        ExitStatus status =
                talk.child().exitStatus().orElseThrow(() -> new AssertionError("still there after close()"));
        if (has(PtyCapability.EXIT_SIGNAL)) {
            assertTrue(
                    status instanceof ExitStatus.Signaled signaled
                            && signaled.name().equals(PtySignal.HANGUP.posixName()),
                    () -> "a program that minds its hang-up ended with " + status);
        }
    }

    @Rule("LIFE-02")
    void closingEndsAProgramThatIgnoresTheHangUp() throws Exception {
        Conversation talk =
                start(programs().ignoringHangup().withHangupGrace(GRACE)).awaitReady();
        long start = System.nanoTime();
        talk.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= GRACE.toMillis() - 5, () -> "it had only " + millis + " ms of grace");
        assertTrue(
                talk.child().exitStatus().isPresent(), "a program that ignores hang-ups is still there after close()");
    }

    @Rule(value = "LIFE-02", needs = "PROCESS_TREE")
    void closingEndsWhatIsLeftOfTheTree() throws Exception {
        for (boolean leaderStays : new boolean[] {true, false}) {
            Conversation talk = start(programs().tree(leaderStays).withHangupGrace(GRACE));
            List<Long> members = SignalContract.awaitTree(talk);
            talk.close();
            members.forEach(pid -> awaitNotRunning(pid, "after close(), a descendant"));
        }
    }

    @Rule("LIFE-03")
    void nothingIsLeftAfterwards() throws Exception {
        useAndClose(0);
        Resources before = programs().resources();
        for (int i = 0; i < SESSIONS; i++) {
            useAndClose(i);
        }
        awaitNothingLeft(before, SESSIONS + " sessions");
    }

    /** Uses a session in one of several ways. */
    private void useAndClose(int way) throws Exception {
        PtyCommand command = way % 2 == 0 ? programs().copy() : programs().print("text");
        try (Conversation talk = start(command)) {
            switch (way % 4) {
                case 0 -> talk.awaitReady();
                case 1 -> talk.drain();
                case 2 -> {
                    talk.awaitReady();
                    talk.child().signalLeader(PtySignal.KILL);
                    talk.exit();
                }
                default -> talk.exit();
            }
            talk.master().read(ByteBuffer.allocateDirect(10), Duration.ofMillis(1));
        }
    }

    @Rule("LIFE-04")
    void sessionThatIsDroppedIsCleanedUpWithAWarning() throws Exception {
        try (Warnings warnings = new Warnings()) {
            OptionalLong pid = dropSession();
            await(
                    () -> {
                        System.gc();
                        return pid.isEmpty() || !programs().isRunning(pid.getAsLong());
                    },
                    () -> "the program of a session that became unreachable (process " + pid.getAsLong()
                            + ") is still running");
            await(() -> !warnings.seen().isEmpty(), () -> "no warning was logged about the session that was dropped");
        }
    }

    private OptionalLong dropSession() throws PtyException {
        PtySession dropped = provider().spawn(programs().waiting());
        return dropped.child().pid();
    }

    @Rule("LIFE-05")
    void programIsHungUpWhenTheJvmDies() throws Exception {
        assumeTrue(programs().areProcesses(), "these programs live in the JVM, and die with it");
        try (HelperJvm.Running helper = new HelperJvm(subject()).start(HelperTask.HANG)) {
            long pid = Long.parseLong(helper.line());
            assertTrue(programs().isRunning(pid), "the program must run before the JVM dies");
            helper.kill();
            awaitNotRunning(pid, "after kill -9 of its JVM, the program");
        }
    }

    /** A provider that talks to its programs over one connection needs no descriptors for another one, and may succeed. */
    @Rule("LIFE-06")
    void fullDescriptorTableMakesCallsThrowAndNothingLeaks() throws Exception {
        List<String> seen =
                new HelperJvm(subject()).hostility(Hostility.FEW_DESCRIPTORS).run(HelperTask.DESCRIPTORS);
        assertEquals("spawned again", seen.get(seen.size() - 1), () -> "with all descriptors free again: " + seen);
        List<String> wrong = seen.stream()
                .filter(line -> !line.matches("\\d+: (refused|spawned)|spawned again"))
                .toList();
        assertEquals(List.of(), wrong, "outcomes of spawns with few free descriptors");
    }

    @Rule("LIFE-07")
    void anyFailingCallIsNamedAndNothingLeaks(TestReporter reporter) throws Exception {
        Optional<CallFaults> faults = subject().callFaults();
        assumeTrue(faults.isPresent(), "native calls of this provider cannot be made to fail: override callFaults()");
        FaultSweep sweep = new FaultSweep(this, faults.get());
        String covered = sweep.run();
        reporter.publishEntry("LIFE-07", covered);
        System.getLogger("rmux.pty.testkit")
                .log(System.Logger.Level.INFO, "LIFE-07, {0}: {1}", provider().name(), covered);
    }
}
