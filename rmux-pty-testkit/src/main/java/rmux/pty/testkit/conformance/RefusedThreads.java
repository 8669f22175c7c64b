// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.testkit.programs.Resources;

/** Sessions in a {@link HelperJvm} that is refused the threads of the library: all of them, or a certain one. */
final class RefusedThreads {

    private static final int CODE = 7;

    private final PtyProviderConformance subject;

    private RefusedThreads(PtyProviderConformance subject) {
        this.subject = subject;
    }

    /** Refuses all threads, then only the first, only the second and so on, until there is none of that number. */
    static void run(PtyProviderConformance subject, int rounds, Consumer<String> report) throws Exception {
        RefusedThreads refused = new RefusedThreads(subject);
        PlainUse.run(subject);
        var unused = refused.round(0); // what the JDK opens once, at its first failure, is not ours
        for (int number = 0; number <= rounds; number++) {
            String outcome = refused.round(number);
            if (outcome.isEmpty()) {
                return;
            }
            report.accept(outcome);
        }
    }

    /** Returns what happened; empty if no thread was refused. */
    private String round(int number) throws Exception {
        awaitIdleThreadsEnded();
        Resources before = subject.activePrograms().resources();
        Path scratch = Files.createTempDirectory("conformance");
        Path gate = scratch.resolve("gate");
        String seen;
        try {
            seen = sessionsWhileRefused(number, gate);
        } finally {
            Files.deleteIfExists(gate);
            Files.delete(scratch);
        }
        return seen.isEmpty() ? "" : seen + "; " + PlainUse.left(subject, before);
    }

    private String sessionsWhileRefused(int number, Path gate) throws Exception {
        try (Conversation earlier = Conversation.start(
                subject.backend(),
                subject.activePrograms().gatedExit(gate, CODE),
                subject.activeSettings().limit())) {
            earlier.awaitReady();
            Refusal refusal = new Refusal(number);
            String outcome;
            String told;
            LibraryThreads.startBy(refusal);
            try {
                outcome = PlainUse.run(subject);
                Files.createFile(gate);
                told = PlainUse.told(subject, List.of(earlier), new ExitStatus.Exited(CODE));
            } finally {
                LibraryThreads.startBy(null);
            }
            String later = PlainUse.run(subject);
            return refusal.happened()
                    ? (number == 0 ? "all" : "number " + number) + " refused: " + outcome + ", then " + later
                            + "; earlier session " + told
                    : "";
        }
    }

    /** Starts threads, but not the one of that number; none if it is 0. */
    private static final class Refusal implements Consumer<Thread> {

        private final int number;
        private final AtomicInteger refusals = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        Refusal(int number) {
            this.number = number;
        }

        @Override
        public void accept(Thread thread) {
            if (number == 0 || asked.incrementAndGet() == number) {
                refusals.incrementAndGet();
                throw new OutOfMemoryError("unable to create native thread (refused by the test)");
            }
            thread.start();
        }

        boolean happened() {
            return refusals.get() > 0;
        }
    }

    /** Only when those of the session before have ended does the next one need threads again. */
    private void awaitIdleThreadsEnded() {
        long deadline = System.nanoTime() + subject.activeSettings().limit().toNanos();
        while (System.nanoTime() - deadline < 0 && hasIdleThreads()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean hasIdleThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name ->
                        name.startsWith(LibraryThreads.PREFIX) && !name.equals(LibraryThreads.PREFIX + "cleaner"));
    }
}
