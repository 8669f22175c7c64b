// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.programs.Resources;

/** Sessions before, while and after the heap of a {@link HelperJvm} is full; programs end while it is. */
final class FullHeap {

    private static final int SESSIONS = 10;
    private static final int CODE = 7;
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int SMALLEST_BLOCK = 16;

    private final PtyProviderConformance subject;
    private final Path scratch;
    private final List<Path> gates = new ArrayList<>();
    private final List<Conversation> talks = new ArrayList<>();

    /** What fills the heap: each array refers to the one before it. */
    private Object @Nullable [] filling;

    private FullHeap(PtyProviderConformance subject, Path scratch) {
        this.subject = subject;
        this.scratch = scratch;
    }

    static void run(PtyProviderConformance subject, Consumer<String> report) throws Exception {
        Path scratch = Files.createTempDirectory("conformance");
        FullHeap heap = new FullHeap(subject, scratch);
        try {
            heap.run(report);
        } finally {
            for (Path gate : heap.gates) {
                Files.deleteIfExists(gate);
            }
            Files.delete(scratch);
        }
    }

    private void run(Consumer<String> report) throws Exception {
        report.accept(PlainUse.run(subject) + " before");
        Resources before = subject.activePrograms().resources();
        for (int i = 0; i < SESSIONS; i++) {
            Path gate = scratch.resolve("gate-" + i);
            gates.add(gate);
            talks.add(Conversation.start(
                            subject.backend(),
                            subject.activePrograms().gatedExit(gate, CODE),
                            subject.activeSettings().limit())
                    .awaitReady());
        }
        letProgramsEndWhileFull();
        report.accept("earlier sessions " + PlainUse.told(subject, talks, new ExitStatus.Exited(CODE)));
        for (Conversation talk : talks) {
            talk.close();
        }
        report.accept(PlainUse.run(subject) + " afterwards");
        report.accept(PlainUse.left(subject, before));
    }

    private void letProgramsEndWhileFull() throws IOException, InterruptedException {
        Thread filler = new Thread(this::keepFull, "conformance-filler");
        int opened = 0;
        filler.start();
        while (filler.isAlive()) {
            try {
                if (opened < gates.size()) {
                    open(gates.get(opened));
                    opened++;
                }
                startAnother();
            } catch (IOException | RuntimeException | Error e) {
                // Whatever happens while there is no memory; what matters is what happens to others, and afterwards.
            }
        }
        filler.join();
        for (Path gate : gates.subList(opened, gates.size())) {
            open(gate);
        }
    }

    /** Not by {@link Files}, which loses a descriptor where memory runs out between opening and closing. */
    private static void open(Path gate) throws IOException {
        boolean unused = gate.toFile().createNewFile();
    }

    /** Fills what others free, for a time. */
    private void keepFull() {
        long end = System.nanoTime() + FULL_NANOS;
        while (System.nanoTime() - end < 0) {
            fill();
            LockSupport.parkNanos(MOMENT.toNanos());
        }
        filling = null;
    }

    private void startAnother() throws IOException, InterruptedException {
        try (PtySession session =
                subject.backend().spawn(subject.activePrograms().exit(0))) {
            Optional<ExitStatus> unused = session.child().waitFor(MOMENT);
        }
    }

    private void fill() {
        for (int size = LARGEST_BLOCK; size >= SMALLEST_BLOCK; size /= 2) {
            try {
                while (true) {
                    filling = new Object[] {filling, new byte[size]};
                }
            } catch (OutOfMemoryError e) {
                // Nothing of this size is left; on to smaller ones.
            }
        }
    }
}
