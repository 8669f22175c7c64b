// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyTimeoutException;

/** IO: what is written is accepted whole, or the caller learns how much was. */
abstract class InputContract extends Contract {

    private static final Duration STALL = Duration.ofMillis(400);
    private static final Duration SLOW_STALL = Duration.ofSeconds(1);
    private static final Pattern COUNTED = Pattern.compile("counted (\\d+) in runs of (\\d+)" + Conversation.LINE_END);
    private static final String LETTERS = "abcd";
    private static final int CALLS = 3;
    private static final int BLOCK = 48 * 1024;
    private static final int CHUNK = 16 * 1024;

    /** A write that takes this long has waited for a program that reads about ten times a second. */
    private static final Duration READER_WAIT = Duration.ofMillis(60);

    private static final int READER_WAITS = 3;

    /** More output than any terminal holds that nobody reads. */
    static final long UNREAD = 512 * 1024;

    InputContract(PtyProviderConformance subject) {
        super(subject);
    }

    /** Bytes of which no two stretches are alike within 64 KiB. */
    static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 17);
        }
        return bytes;
    }

    @Rule(value = "IO-05", needs = "FAITHFUL_OUTPUT")
    void stalledWriteTellsExactlyWhatWasAcceptedAndTheChannelStaysUsable(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        byte[] bytes = pattern(settings().unreadInput());
        try (Conversation talk = start(programs().gatedCopy(gate)).awaitReady()) {
            int accepted = writeUntilStalled(talk, bytes);
            Files.createFile(gate);
            assertArrayEquals(Arrays.copyOf(bytes, accepted), talk.take(accepted), "the bytes that were accepted");
            talk.send("still usable");
            assertEquals("", talk.await("still usable"), "what comes between the accepted bytes and the next ones");
        }
    }

    /** A terminal that renders takes what is typed until it cannot draw any more; then the program counts what was taken. */
    @Rule(value = "IO-05", without = "FAITHFUL_OUTPUT")
    void stalledWriteToATerminalThatRendersIsToldExactly() throws Exception {
        byte[] bytes = new byte[settings().unreadInput()];
        Arrays.fill(bytes, (byte) 'x');
        try (Conversation talk = start(programs().floodThenCount(UNREAD)).awaitReady();
                Workers workers = new Workers(1)) {
            int accepted = writeUntilStalled(talk, bytes);
            List<Long> counted = new ArrayList<>();
            Workers.Work reader = workers.start(() -> {
                counted.add(awaitCount(talk, 1));
                counted.add(awaitCount(talk, 1));
            });
            talk.send(".");
            talk.send("yyy.");
            reader.await(limit());
            assertEquals(List.of((long) accepted, 3L), counted, "the characters that arrived, twice up to a dot");
        }
    }

    /** What a program has counted up to a dot; all runs of equal characters must be a multiple of a length. */
    static long awaitCount(Conversation talk, int runs) {
        MatchResult counted = talk.await(COUNTED);
        long common = Long.parseLong(counted.group(2));
        assertEquals(
                0, common % runs, () -> "what was written whole, " + runs + " at a time, arrived in runs of " + common);
        return Long.parseLong(counted.group(1));
    }

    private int writeUntilStalled(Conversation talk, byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        long start = System.nanoTime();
        PtyTimeoutException timeout = assertThrows(
                PtyTimeoutException.class,
                () -> talk.master().write(source, STALL),
                "writing to a terminal that takes nothing any more");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(
                millis >= STALL.toMillis() - 5 && millis < limit().toMillis(),
                () -> "a write that may stall for " + STALL.toMillis() + " ms ended after " + millis + " ms");
        int accepted = source.position();
        assertEquals(accepted, timeout.bytesTransferred(), "bytesTransferred(), against the buffer's position");
        assertTrue(
                accepted < bytes.length,
                () -> "the terminal accepted " + bytes.length
                        + " bytes that nobody reads; if it is meant to, set unreadInput()");
        return accepted;
    }

    @Rule(value = "IO-05", needs = "FAITHFUL_OUTPUT")
    void progressRestartsTheLimit() throws Exception {
        try (Conversation talk = start(programs().slowReader()).awaitReady()) {
            Duration limit = fillBuffers(talk);
            Duration took = Duration.ZERO;
            for (int size = 220 * 1024; took.compareTo(limit) <= 0; size *= 2) {
                int bytes = size;
                assertTrue(
                        bytes < settings().unreadInput(),
                        () -> "writes of " + settings().unreadInput() + " bytes never waited for a slow reader");
                long start = System.nanoTime();
                assertEquals(
                        bytes,
                        talk.master().write(ByteBuffer.allocate(bytes), limit),
                        () -> "bytes written to a slow reader, which may stall for " + limit);
                took = Duration.ofNanos(System.nanoTime() - start);
            }
        }
    }

    /**
     * Writes until the slow reader is waited for, so that no buffer on the way, such as a network's, hides how slow it is; returns a
     * limit that is longer than buffers let a write wait which goes on.
     */
    private Duration fillBuffers(Conversation talk) throws Exception {
        int total = 0;
        int waits = 0;
        Duration longest = Duration.ZERO;
        for (; waits < READER_WAITS; total += CHUNK) {
            assertTrue(
                    total < settings().unreadInput(),
                    () -> "writes of " + settings().unreadInput() + " bytes never waited for a slow reader");
            long start = System.nanoTime();
            talk.master().write(ByteBuffer.allocate(CHUNK), limit());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            longest = took.compareTo(longest) > 0 ? took : longest;
            waits += took.compareTo(READER_WAIT) > 0 ? 1 : 0;
        }
        Duration generous = longest.multipliedBy(2);
        return generous.compareTo(SLOW_STALL) > 0 ? generous : SLOW_STALL;
    }

    @Rule(value = "IO-06", needs = "FAITHFUL_OUTPUT")
    void writesAreWholeAndDoNotInterleave(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        try (Conversation talk = start(programs().gatedCopy(gate)).awaitReady();
                Workers workers = new Workers(LETTERS.length())) {
            List<Workers.Work> writers = startWriters(talk, workers);
            Files.createFile(gate);
            byte[] all = talk.take(BLOCK * CALLS * LETTERS.length());
            for (Workers.Work writer : writers) {
                writer.await(limit());
            }
            for (int block = 0; block < all.length; block += BLOCK) {
                for (int i = 1; i < BLOCK; i++) {
                    int at = block + i;
                    assertEquals(
                            all[block], all[at], () -> "byte " + at + ": the calls of two threads are interleaved");
                }
            }
        }
    }

    private static List<Workers.Work> startWriters(Conversation talk, Workers workers) {
        List<Workers.Work> writers = new ArrayList<>();
        for (int w = 0; w < LETTERS.length(); w++) {
            byte letter = (byte) LETTERS.charAt(w);
            writers.add(workers.start(() -> {
                for (int i = 0; i < CALLS; i++) {
                    byte[] block = new byte[BLOCK];
                    Arrays.fill(block, letter);
                    assertEquals(BLOCK, talk.master().write(ByteBuffer.wrap(block)), "bytes written by a call");
                }
            }));
        }
        return writers;
    }

    @Rule(value = "IO-06", without = "FAITHFUL_OUTPUT")
    void writesToATerminalThatRendersAreWholeAndDoNotInterleave() throws Exception {
        try (Conversation talk = start(programs().floodThenCount(1)).awaitReady();
                Workers workers = new Workers(LETTERS.length() + 1)) {
            List<Workers.Work> writers = startWriters(talk, workers);
            List<Long> counted = new ArrayList<>();
            Workers.Work reader = workers.start(() -> counted.add(awaitCount(talk, BLOCK)));
            for (Workers.Work writer : writers) {
                writer.await(limit());
            }
            talk.send(".");
            reader.await(limit());
            assertEquals(List.of((long) BLOCK * CALLS * LETTERS.length()), counted, "the characters that arrived");
        }
    }
}
