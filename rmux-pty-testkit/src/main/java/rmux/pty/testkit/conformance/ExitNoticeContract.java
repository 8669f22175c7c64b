// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.programs.Bystander;
import rmux.pty.testkit.programs.Resources;

/** EXIT: exits that are reported late, that somebody else collects, or that only a future waits for. */
abstract class ExitNoticeContract extends Contract {

    private static final int CODE = 5;
    private static final Duration HELD = Duration.ofSeconds(1);
    private static final Duration TOLD = Duration.ofSeconds(1);
    private static final int COLLECTIONS = 20;

    ExitNoticeContract(PtyProviderConformance subject) {
        super(subject);
    }

    /** A program without children: their signals would stop it while it is traced. */
    @Rule("EXIT-09")
    @Tag(TIMING)
    void exitOfATracedProgramIsToldOnceItCanBeCollected() throws Exception {
        try (Conversation talk = start(programs().echoLines()).awaitReady();
                Bystander tracer = programs().tracer(talk.pid(), HELD)) {
            CompletableFuture<ExitStatus> future = talk.child().onExit();
            talk.sendLine("quit");
            await(() -> !tracer.isRunning(), () -> "the tracer did not let go");
            Optional<ExitStatus> status = talk.child().waitFor(TOLD);
            assertEquals(Optional.of(new ExitStatus.Exited(0)), status, "the status, 1 s after the tracer let go");
            assertEquals(new ExitStatus.Exited(0), future.get(limit().toMillis(), TimeUnit.MILLISECONDS));
            assertFalse(talk.session().toProcess().isAlive(), "isAlive() after the exit");
        }
    }

    @Rule("EXIT-10")
    void exitThatSomebodyElseCollectsIsUnknownAndHoldsNobodyUp() throws Exception {
        List<String> seen = new HelperJvm(subject())
                .jvmArguments("--add-opens", "java.base/java.lang=ALL-UNNAMED,rmux.pty.testkit")
                .run(HelperTask.COLLECTED_ELSEWHERE, Integer.toString(COLLECTIONS));
        List<String> wrong = seen.stream()
                .filter(line -> !line.matches("(Exited|Unknown), alive: false"))
                .toList();
        assertEquals(List.of(), wrong, "how programs ended whose exits somebody else collects");
        assertEquals(COLLECTIONS, seen.size(), "programs that ended");
        assumeTrue(
                seen.stream().anyMatch(line -> line.startsWith("Unknown")),
                "nobody was faster than the provider to collect an exit, in " + COLLECTIONS + " tries");
    }

    @Rule("EXIT-11")
    void futureOfAnExitKeepsTheSession(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        Resources before = programs().resources();
        CompletableFuture<ExitStatus> future = startAndKeepFuture(gate);
        assertKept(future, "a future");
        Files.createFile(gate);
        assertEquals(new ExitStatus.Exited(CODE), future.get(limit().toMillis(), TimeUnit.MILLISECONDS));
        awaitCollected(before);
    }

    private CompletableFuture<ExitStatus> startAndKeepFuture(Path gate) throws Exception {
        PtySession dropped = provider().spawn(programs().gatedExit(gate, CODE));
        return dropped.child().onExit();
    }

    @Rule("EXIT-11")
    void subscriptionKeepsTheSession(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        Resources before = programs().resources();
        CompletableFuture<String> output = startAndSubscribe(gate);
        assertKept(output, "a subscriber");
        Files.createFile(gate);
        String text = output.get(limit().toMillis(), TimeUnit.MILLISECONDS);
        assertTrue(text.contains("gate opened"), () -> "the output after the garbage collections: " + text);
        awaitCollected(before);
    }

    private CompletableFuture<String> startAndSubscribe(Path gate) throws Exception {
        PtySession dropped = provider().spawn(programs().gatedExit(gate, CODE));
        OutputSubscriber subscriber = new OutputSubscriber();
        dropped.master().publisher().subscribe(subscriber);
        return subscriber.end();
    }

    /** Nothing waits for the session any more: now it is cleaned up. */
    private void awaitCollected(Resources before) {
        await(
                () -> {
                    System.gc();
                    return programs().resources().grownSince(before).isEmpty();
                },
                () -> "a session that nobody waits for any more is still held: "
                        + programs().resources().grownSince(before));
    }

    private static void assertKept(CompletableFuture<?> future, String by) {
        assertStays(
                () -> {
                    System.gc();
                    return !future.isDone();
                },
                () -> "a session was closed that only " + by + " waits for");
    }
}
