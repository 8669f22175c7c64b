// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.Flood;

/** IO: what ends a blocked call, and what never blocks. */
abstract class BlockingContract extends Contract {

    private static final int TURNS = 5;
    private static final double CLOSE_MILLIS = 100;
    private static final int VIRTUAL_READERS = 100;
    private static final Duration IDLE = Duration.ofMillis(120);

    /** What reads 8 MiB ahead on a busy machine has done so after this time. */
    private static final Duration SLOW_FLOOD = Duration.ofSeconds(1);

    BlockingContract(PtyProviderConformance subject) {
        super(subject);
    }

    private interface Blocked {
        void on(PtyMaster master) throws Exception;
    }

    private static void blockedRead(PtyMaster master) throws Exception {
        master.read(ByteBuffer.allocate(1));
    }

    private void blockedWrite(PtyMaster master) throws Exception {
        byte[] bytes = new byte[settings().unreadInput()];
        Arrays.fill(bytes, (byte) 'x');
        master.write(ByteBuffer.wrap(bytes));
    }

    /** A program with which reads block. */
    private Conversation startSilent(Path scratch) throws PtyException {
        return start(programs().gatedCopy(scratch.resolve("gate"))).awaitReady().settle();
    }

    /** A program with which writes block, once the terminal is full. */
    private Conversation startDeaf(Path scratch) throws PtyException {
        boolean renders = !has(PtyCapability.FAITHFUL_OUTPUT);
        PtyCommand deaf = renders
                ? programs().floodThenCount(InputContract.UNREAD)
                : programs().gatedCopy(scratch.resolve("gate"));
        return start(deaf).awaitReady();
    }

    private interface Starter {
        Conversation start() throws PtyException;
    }

    @Rule("IO-07")
    @Tag(TIMING)
    void closingEndsBlockedReads(@TempDir Path scratch) throws Exception {
        closingEnds(() -> startSilent(scratch), BlockingContract::blockedRead);
    }

    @Rule("IO-07")
    @Tag(TIMING)
    void closingEndsBlockedWrites(@TempDir Path scratch) throws Exception {
        closingEnds(() -> startDeaf(scratch), this::blockedWrite);
    }

    private void closingEnds(Starter starter, Blocked call) throws Exception {
        double millis = medianMillis(TURNS, () -> {
            try (Conversation talk = starter.start();
                    Workers workers = new Workers(1)) {
                AtomicLong ended = new AtomicLong();
                Workers.Work work = workers.start(() -> {
                    assertThrows(
                            AsynchronousCloseException.class,
                            () -> call.on(talk.master()),
                            "a call that was blocked while the session was closed");
                    ended.set(System.nanoTime());
                });
                work.awaitBlocked(this);
                long start = System.nanoTime();
                talk.session().close();
                work.await(limit());
                return ended.get() - start;
            }
        });
        assertWithin(CLOSE_MILLIS, millis, "ending a blocked call by close()");
    }

    @Rule("IO-07")
    void callsAfterClosingAreRefused() throws Exception {
        Conversation talk = start(programs().copy()).awaitReady();
        PtyMaster master = talk.master();
        talk.close();
        ByteBuffer buffer = ByteBuffer.allocate(8);
        List<Executable> calls = List.of(
                () -> master.read(buffer),
                () -> master.read(buffer, Duration.ofMillis(10)),
                () -> master.tryRead(buffer),
                () -> master.write(buffer),
                () -> master.tryWrite(buffer),
                () -> master.inputStream().read(),
                () -> master.outputStream().write(1),
                () -> master.size(),
                () -> master.resize(TerminalSize.DEFAULT));
        for (Executable call : calls) {
            ClosedChannelException refusal = assertThrows(ClosedChannelException.class, call);
            assertEquals(
                    ClosedChannelException.class, refusal.getClass(), "a call after close() was not blocked by it");
        }
        assertEquals(false, master.isOpen(), "isOpen() after close()");
    }

    @Rule("IO-08")
    void interruptEndsBlockedReadAndHarmsNothing(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        try (Conversation talk = startSilent(scratch);
                Workers workers = new Workers(1)) {
            assertEquals(0, interrupt(talk, workers, BlockingContract::blockedRead), "bytesTransferred of a read");
            Files.createFile(gate);
            talk.send("unharmed");
            assertEquals("", talk.await("unharmed"), "what comes before the bytes written after the interrupt");
        }
    }

    @Rule("IO-08")
    void interruptEndsBlockedWriteAndHarmsNothing(@TempDir Path scratch) throws Exception {
        try (Conversation talk = startDeaf(scratch);
                Workers workers = new Workers(1)) {
            int transferred = interrupt(talk, workers, this::blockedWrite);
            assertTrue(transferred >= 1, () -> "bytesTransferred of a write is " + transferred);
            if (talk.isFaithful()) {
                Files.createFile(scratch.resolve("gate"));
                talk.take(transferred);
                talk.send("unharmed");
                assertEquals("", talk.await("unharmed"), "what comes before the bytes written after the interrupt");
            } else {
                Workers.Work reader = workers.start(() -> assertEquals(
                        transferred, InputContract.awaitCount(talk, 1), "what arrived, against bytesTransferred"));
                talk.send(".");
                reader.await(limit());
            }
        }
    }

    /** Interrupts a call that blocks; returns what it says it has transferred. */
    private int interrupt(Conversation talk, Workers workers, Blocked call) throws Exception {
        AtomicInteger transferred = new AtomicInteger();
        Workers.Work work = workers.start(() -> {
            InterruptedIOException end = assertThrows(InterruptedIOException.class, () -> call.on(talk.master()));
            assertTrue(Thread.interrupted(), "the interrupt status must be kept");
            transferred.set(end.bytesTransferred);
        });
        work.awaitBlocked(this);
        work.interrupt();
        work.await(limit());
        return transferred.get();
    }

    @Rule("IO-09")
    void tryReadNeverBlocksNotEvenForAnotherReader(@TempDir Path scratch) throws Exception {
        try (Conversation talk = startSilent(scratch);
                Workers workers = new Workers(2)) {
            workers.start(() -> assertEquals(0, talk.master().tryRead(ByteBuffer.allocate(1)), "nothing to read"))
                    .await(limit());
            Workers.Work reader = workers.start(() -> blockedRead(talk.master()));
            reader.awaitBlocked(this);
            workers.start(() -> assertEquals(0, talk.master().tryRead(ByteBuffer.allocate(1)), "another one reads"))
                    .await(limit());
            assertEquals(false, reader.isDone(), "the other reader must not be disturbed");
        }
    }

    @Rule("IO-09")
    void tryWriteNeverBlocksNotEvenForAnotherWriter(@TempDir Path scratch) throws Exception {
        try (Conversation talk = startDeaf(scratch);
                Workers workers = new Workers(2)) {
            workers.start(() -> assertEquals(0, fill(talk.master()), "what a full terminal accepts"))
                    .await(limit());
            Workers.Work writer = workers.start(() -> blockedWrite(talk.master()));
            writer.awaitBlocked(this);
            workers.start(() -> assertEquals(0, talk.master().tryWrite(ByteBuffer.allocate(1)), "another one writes"))
                    .await(limit());
            assertEquals(false, writer.isDone(), "the other writer must not be disturbed");
        }
    }

    /** Writes until nothing is accepted twice in a row; returns the last answer. */
    private int fill(PtyMaster master) throws Exception {
        int last = 1;
        for (int total = 0, zeros = 0; zeros < 100; zeros = last == 0 ? zeros + 1 : 0) {
            last = master.tryWrite(ByteBuffer.allocate(4096));
            total += last;
            assertTrue(total < settings().unreadInput(), "the terminal accepted everything that nobody reads");
        }
        return last;
    }

    @Rule("IO-12")
    void blockedVirtualThreadsHoldNoCarrier() throws Exception {
        assumeTrue(VirtualThreads.exist(), "this JVM has no virtual threads; they came with JDK 21");
        List<String> seen = new HelperJvm(subject())
                .jvmArguments(
                        "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1")
                .run(HelperTask.VIRTUAL_READERS, Integer.toString(VIRTUAL_READERS));
        assertEquals(
                List.of("another thread ran while " + VIRTUAL_READERS + " were blocked", VIRTUAL_READERS + " read"),
                seen);
    }

    @Rule("IO-13")
    @Tag(TIMING)
    void readerThatDoesNotReadStopsTheWriterAndCostsNothing() throws Exception {
        Flood flood = programs().flood(8 << 20);
        try (Conversation talk = start(flood.command())) {
            talk.take(1000);
            double millis = medianMillis(TURNS, () -> {
                long before = threadNanos();
                assertEquals(
                        Optional.empty(),
                        talk.child().waitFor(IDLE),
                        "a program with 8 MiB to write that nobody reads");
                return threadNanos() - before;
            });
            assertTrue(
                    millis < IDLE.toMillis() / 4.0,
                    () -> "not reading for " + IDLE.toMillis() + " ms cost " + millis + " ms of CPU");
            assertEquals(
                    Optional.empty(),
                    talk.child().waitFor(SLOW_FLOOD),
                    "the same program, where reading ahead is slow");
            assertEquals(flood.bytes() - 1000, talk.drain().length, "the bytes that come when reading goes on");
        }
    }

    /** The processor time of all Java threads; that of the JVM's own, which compile and collect, says nothing about a backend. */
    private static long threadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
