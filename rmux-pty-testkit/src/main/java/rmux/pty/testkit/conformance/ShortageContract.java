// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;

/** LIFE: sessions in a JVM that lacks memory or threads, or whose handlers fail with an Error. */
abstract class ShortageContract extends Contract {

    private static final String HEAP = "-Xmx40m";

    /** The JDK itself loses the descriptor of a file where memory runs out between opening it and noting how to close it. */
    private static final String MAY_BE_LEFT = "(nothing left|left: \\{descriptors=1\\})";

    ShortageContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("LIFE-08")
    void fullHeapLosesNoExitAndSpoilsNoLaterSession() throws Exception {
        assumeTrue(programs().areProcesses(), "these programs live in the JVM, and share its heap");
        List<String> seen = new HelperJvm(subject()).jvmArguments(HEAP).run(HelperTask.FULL_HEAP);
        String expected = "exact before, earlier sessions told, exact afterwards, " + MAY_BE_LEFT;
        assertTrue(
                String.join(", ", seen).matches(expected),
                () -> "what became of sessions before and after the heap was full: " + seen);
    }

    @Rule("LIFE-08")
    void refusedThreadSpoilsNoOtherSession() throws Exception {
        List<String> seen = new HelperJvm(subject())
                .run(HelperTask.REFUSED_THREADS, Integer.toString(settings().refusedThreads()));
        assertFalse(seen.isEmpty(), "the helper JVM must report");
        List<String> wrong = seen.stream()
                .filter(line -> !line.matches(".*: (exact|failed), then exact; earlier session told; nothing left"))
                .toList();
        assertEquals(List.of(), wrong, () -> "what became of sessions when threads were refused: " + seen);
    }

    @Rule("LIFE-08")
    void errorOfAHandlerKeepsNobodyFromBeingTold() throws Exception {
        for (Error error : List.of(
                new AssertionError("thrown by a handler of the test"),
                new StackOverflowError("thrown by a handler of the test"),
                new OutOfMemoryError("thrown by a handler of the test"),
                new LinkageError("thrown by a handler of the test"))) {
            try (Conversation talk = start(programs().waiting()).awaitReady()) {
                CompletableFuture<Void> unused = talk.child().onExit().thenRun(() -> {
                    throw error;
                });
                CompletableFuture<ExitStatus> told = talk.child().onExit().thenApply(status -> status);
                talk.child().signalLeader(PtySignal.KILL);
                assertEquals(talk.exit(), told.get(limit().toMillis(), TimeUnit.MILLISECONDS), error::toString);
            }
            try (Conversation later = start(programs().exit(7))) {
                CompletableFuture<ExitStatus> told = later.child().onExit().thenApply(status -> status);
                assertEquals(
                        new ExitStatus.Exited(7),
                        told.get(limit().toMillis(), TimeUnit.MILLISECONDS),
                        () -> "a session after " + error);
            }
        }
    }

    @Rule("LIFE-08")
    void errorOfALogHandlerKeepsNoDroppedSessionOpen() throws Exception {
        Logger root = Logger.getLogger("");
        Handler failing = new FailingHandler();
        root.addHandler(failing);
        try {
            long pid = dropSession();
            await(
                    () -> {
                        System.gc();
                        return !programs().isRunning(pid);
                    },
                    () -> "where a log handler fails, the program of a dropped session (process " + pid
                            + ") is still running");
        } finally {
            root.removeHandler(failing);
        }
    }

    private long dropSession() throws PtyException {
        PtySession dropped = provider().spawn(programs().waiting());
        return Conversation.pidOf(dropped);
    }

    private static final class FailingHandler extends Handler {
        @Override
        public void publish(LogRecord entry) {
            throw new AssertionError("thrown by a log handler of the test");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
