// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.testkit.programs.Resources;

/** EXIT: how a program ended, and who learns of it when. */
abstract class ExitContract extends Contract {

    private static final double TOLD_MILLIS = 20;
    private static final int TURNS = 9;

    /** How many of the codes, those at the limits, are always tried. */
    private static final int FIRST_CODES = 9;

    ExitContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("EXIT-01")
    void codeIsExact() throws Exception {
        List<Integer> all = programs().exitCodes();
        int step = Math.max(1, all.size() / settings().exitCodes());
        List<Integer> codes = IntStream.range(0, all.size())
                .filter(i -> i < FIRST_CODES || i % step == 0)
                .mapToObj(all::get)
                .toList();
        for (int code : codes) {
            try (Conversation talk = start(programs().exit(code))) {
                assertEquals(new ExitStatus.Exited(code), talk.exit(), () -> "the status of a program: exit " + code);
                assertEquals(code, talk.session().toProcess().exitValue(), "the same by toProcess()");
            }
        }
    }

    @Rule("EXIT-02")
    void exit137AndDeathBySigkillDiffer() throws Exception {
        ExitStatus exited;
        try (Conversation talk = start(programs().exit(137))) {
            exited = talk.exit();
        }
        ExitStatus killed;
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            talk.child().signalLeader(PtySignal.KILL);
            killed = talk.exit();
        }
        assertEquals(new ExitStatus.Exited(137), exited);
        assertFalse(killed.isSuccess(), () -> "the status of a killed program: " + killed);
        if (has(PtyCapability.EXIT_SIGNAL)) {
            assertNotEquals(exited, killed, "exit 137, and death by KILL");
            assertEquals(exited.shellCode(), killed.shellCode(), "a shell does not tell the two apart");
        }
    }

    @Rule("EXIT-03")
    void everyWaiterGetsTheSameAnswerAgainAndAgain() throws Exception {
        try (Conversation talk = start(programs().exit(7))) {
            List<CompletableFuture<ExitStatus>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                futures.add(talk.child().onExit());
            }
            ExitStatus expected = new ExitStatus.Exited(7);
            Workers.together(
                    8, limit(), () -> assertEquals(expected, talk.exit(), "the answer to one of many waiters"));
            for (CompletableFuture<ExitStatus> future : futures) {
                assertEquals(expected, future.get(limit().toMillis(), TimeUnit.MILLISECONDS), "the answer of a future");
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(expected, talk.child().waitFor(), "waitFor() when asked again");
                assertEquals(Optional.of(expected), talk.child().waitFor(Duration.ZERO), "waitFor(0) when asked again");
                assertEquals(Optional.of(expected), talk.child().exitStatus(), "exitStatus() when asked again");
            }
            talk.session().close();
            assertEquals(Optional.of(expected), talk.child().exitStatus(), "exitStatus() after close()");
        }
    }

    @Rule("EXIT-04")
    @Tag(TIMING)
    void exitIsToldSoonWithNobodyReadingOrWaiting() throws Exception {
        double millis = medianMillis(TURNS, () -> {
            try (Conversation talk = start(programs().waiting()).awaitReady()) {
                AtomicLong told = new AtomicLong();
                CompletableFuture<Void> future =
                        talk.child().onExit().thenAccept(status -> told.set(System.nanoTime()));
                long start = System.nanoTime();
                talk.child().signalLeader(PtySignal.KILL);
                future.get(limit().toMillis(), TimeUnit.MILLISECONDS);
                return told.get() - start;
            }
        });
        assertWithin(TOLD_MILLIS, millis, "onExit() after a KILL");
    }

    /** Counted on a platform thread, whatever the test runs on: the JVM counts no waits of virtual threads. */
    @Rule("EXIT-05")
    @Tag(TIMING)
    void timedWaitDoesNotPoll() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (Conversation talk = start(programs().waiting()).awaitReady();
                Workers workers = Workers.onPlatformThreads(1)) {
            Workers.Work work = workers.start(() -> {
                long self = Thread.currentThread().getId();
                long before = threads.getThreadInfo(self).getWaitedCount();
                assertEquals(Optional.empty(), talk.child().waitFor(Duration.ofMillis(400)), "a program that runs");
                long waits = threads.getThreadInfo(self).getWaitedCount() - before;
                assertTrue(waits <= 3, () -> "a wait of 400 ms fell asleep " + waits + " times: it polls");
            });
            work.await(limit());
        }
        double millis = medianMillis(TURNS, () -> {
            try (Conversation talk = start(programs().waiting()).awaitReady();
                    Workers workers = new Workers(1)) {
                AtomicLong told = new AtomicLong();
                Workers.Work waiter = workers.start(() -> {
                    talk.exit();
                    told.set(System.nanoTime());
                });
                waiter.awaitBlocked(this);
                long start = System.nanoTime();
                talk.child().signalLeader(PtySignal.KILL);
                waiter.await(limit());
                return told.get() - start;
            }
        });
        assertWithin(TOLD_MILLIS, millis, "waitFor(Duration) after a KILL");
    }

    @Rule("EXIT-06")
    void waitReturnsWithOutputLeftUnread() throws Exception {
        try (Conversation talk = start(programs().print("unread output"))) {
            assertEquals(new ExitStatus.Exited(0), talk.exit(), "a program whose output nobody reads");
            assertEquals(
                    "unread output",
                    new String(talk.drain(), java.nio.charset.StandardCharsets.UTF_8).strip(),
                    "the output, read after the exit");
        }
    }

    @Rule("EXIT-07")
    void processHandleDoesNotDisturb() throws Exception {
        assumeTrue(programs().areProcesses(), "these programs are no processes of the system");
        for (int i = 0; i < TURNS; i++) {
            try (Conversation talk = start(programs().copy()).awaitReady()) {
                long pid = talk.pid();
                ProcessHandle handle = talk.child().handle().orElseThrow();
                assertEquals(pid, handle.pid(), "the pid of toHandle()");
                CompletableFuture<ProcessHandle> theirs = handle.onExit();
                talk.child().signalLeader(PtySignal.KILL);
                ExitStatus status = talk.exit();
                assertFalse(status.isSuccess(), () -> "the status of a killed program: " + status);
                if (has(PtyCapability.EXIT_SIGNAL)) {
                    assertTrue(
                            status instanceof ExitStatus.Signaled, () -> "the status of a killed program: " + status);
                }
                theirs.get(limit().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Rule("EXIT-08")
    void noZombieStaysWhenNobodyWaits() throws Exception {
        Resources before = programs().resources();
        List<PtySession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                sessions.add(provider().spawn(programs().exit(i)));
            }
            await(
                    () -> programs().resources().grownSince(before).keySet().stream()
                            .noneMatch(kind -> kind.startsWith("children")),
                    () -> "zombies: " + programs().resources().grownSince(before));
        } finally {
            for (PtySession session : sessions) {
                session.close();
            }
        }
    }
}
