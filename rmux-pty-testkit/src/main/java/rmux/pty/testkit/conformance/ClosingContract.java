// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCapability;

/** LIFE: what closing a session ends, and when that has happened. */
abstract class ClosingContract extends Contract {

    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration LONG_GRACE = Duration.ofSeconds(1);
    private static final int SESSIONS = 10;

    ClosingContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "LIFE-09", needs = "PROCESS_TREE")
    void everythingHasEndedWhenCloseReturns() throws Exception {
        for (boolean leaderStays : new boolean[] {true, false}) {
            Conversation talk = start(programs().tree(leaderStays).withHangupGrace(GRACE));
            List<Long> members = SignalContract.awaitTree(talk);
            talk.close();
            assertNoneRuns(members, "when close() returns");
        }
    }

    @Rule(value = "LIFE-09", needs = "PROCESS_TREE")
    void everythingHasEndedWhenTheFutureOfClosingCompletes() throws Exception {
        Conversation talk = start(programs().tree(true).withHangupGrace(GRACE));
        List<Long> members = SignalContract.awaitTree(talk);
        talk.session().closeAsync().get(limit().toMillis(), TimeUnit.MILLISECONDS);
        assertNoneRuns(members, "when the future of closeAsync() completes");
        assertTrue(
                talk.child().exitStatus().isPresent(), "the exit is known when the future of closeAsync() completes");
    }

    private void assertNoneRuns(List<Long> members, String when) {
        List<Long> running =
                members.stream().filter(pid -> programs().isRunning(pid)).toList();
        assertEquals(List.of(), running, () -> "processes that still run " + when);
    }

    @Rule("LIFE-09")
    @Tag(TIMING)
    void sessionsThatAreClosedAtOnceShareOneGracePeriod() throws Exception {
        List<Conversation> talks = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            talks.add(start(programs().ignoringHangup().withHangupGrace(LONG_GRACE))
                    .awaitReady());
        }
        long start = System.nanoTime();
        CompletableFuture<?>[] closings =
                talks.stream().map(talk -> talk.session().closeAsync()).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closings).get(limit().toMillis(), TimeUnit.MILLISECONDS);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(
                millis < 2 * LONG_GRACE.toMillis(),
                () -> "closing " + SESSIONS + " sessions at once, with a grace period of " + LONG_GRACE.toMillis()
                        + " ms, took " + millis + " ms");
        talks.forEach(talk -> assertTrue(talk.child().exitStatus().isPresent(), "a program runs after closing"));
    }

    @Rule(value = "LIFE-09", needs = "PROCESS_TREE")
    void jvmThatEndsRightAfterClosingLeavesNothing() throws Exception {
        List<Long> members = new HelperJvm(subject())
                .run(HelperTask.CLOSE_AND_END).stream().map(Long::parseLong).toList();
        assertFalse(members.isEmpty(), "the helper JVM must name its programs");
        assertNoneRuns(members, "after the JVM that closed their session has ended");
    }

    @Rule(value = "LIFE-10", needs = "PROCESS_TREE")
    void closingTheTreeLeavesNothingThatDetachedItself() throws Exception {
        Conversation talk = start(programs().detaching().withHangupGrace(GRACE).withClosing(Closing.END_TREE));
        List<Long> members = SignalContract.awaitMembers(talk, 2);
        talk.close();
        assertNoneRuns(members, "after Closing.END_TREE");
    }

    @Rule("LIFE-10")
    void hangingUpLeavesWhatSurvivesAHangUpOnPurpose() throws Exception {
        Conversation talk = start(programs().detaching().withHangupGrace(GRACE).withClosing(Closing.HANG_UP));
        List<Long> members = SignalContract.awaitMembers(talk, 2);
        try {
            talk.close();
            assertTrue(talk.child().exitStatus().isPresent(), "the leader must be gone after Closing.HANG_UP");
            if (!has(PtyCapability.JOB_OBJECT)) {
                assertStays(
                        () -> members.stream().allMatch(programs()::isRunning),
                        () -> "a program that survives hang-ups was ended by Closing.HANG_UP");
            }
        } finally {
            members.forEach(programs()::end);
        }
    }
}
