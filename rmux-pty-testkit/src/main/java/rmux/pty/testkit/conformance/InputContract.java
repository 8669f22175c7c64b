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
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyTimeoutException;

/** IO: what is written is accepted whole, or the caller is told how much was. */
abstract class InputContract extends Contract {

    private static final Duration STALL = Duration.ofMillis(400);
    private static final Duration SLOW_STALL = Duration.ofSeconds(1);

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

    @Rule("IO-05")
    void stalledWriteTellsExactlyWhatWasAcceptedAndTheChannelStaysUsable(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        byte[] bytes = pattern(4 << 20);
        try (Talk talk = start(programs().gatedCopy(gate)).awaitReady()) {
            ByteBuffer source = ByteBuffer.wrap(bytes);
            long start = System.nanoTime();
            PtyTimeoutException timeout = assertThrows(
                    PtyTimeoutException.class,
                    () -> talk.master().write(source, STALL),
                    "writing to a program that does not read");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(
                    millis >= STALL.toMillis() - 5 && millis < limit().toMillis(),
                    () -> "a write that may stall for " + STALL.toMillis() + " ms ended after " + millis + " ms");
            int accepted = source.position();
            assertEquals(accepted, timeout.bytesTransferred(), "bytesTransferred(), against the buffer's position");
            assertTrue(accepted < bytes.length, "the terminal accepted 4 MiB that nobody reads");
            Files.createFile(gate);
            assertArrayEquals(Arrays.copyOf(bytes, accepted), talk.take(accepted), "the bytes that were accepted");
            talk.send("still usable");
            assertEquals("", talk.await("still usable"), "what comes between the accepted bytes and the next ones");
        }
    }

    @Rule("IO-05")
    void progressRestartsTheLimit() throws Exception {
        try (Talk talk = start(programs().slowReader()).awaitReady()) {
            ByteBuffer source = ByteBuffer.allocate(220 * 1024);
            long start = System.nanoTime();
            assertEquals(source.capacity(), talk.master().write(source, SLOW_STALL), "bytes written to a slow reader");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(
                    millis > SLOW_STALL.toMillis(),
                    () -> "the reader was not slow enough to prove anything: " + millis + " ms in all");
        }
    }

    @Rule("IO-06")
    void writesAreWholeAndDoNotInterleave(@TempDir Path scratch) throws Exception {
        int length = 48 * 1024;
        int calls = 3;
        String letters = "abcd";
        Path gate = scratch.resolve("gate");
        try (Talk talk = start(programs().gatedCopy(gate)).awaitReady();
                Workers workers = new Workers(letters.length())) {
            List<Workers.Work> writers = new ArrayList<>();
            for (int w = 0; w < letters.length(); w++) {
                byte letter = (byte) letters.charAt(w);
                writers.add(workers.start(() -> {
                    for (int i = 0; i < calls; i++) {
                        byte[] block = new byte[length];
                        Arrays.fill(block, letter);
                        assertEquals(length, talk.master().write(ByteBuffer.wrap(block)), "bytes written by a call");
                    }
                }));
            }
            Files.createFile(gate);
            byte[] all = talk.take(length * calls * letters.length());
            for (Workers.Work writer : writers) {
                writer.await(limit());
            }
            for (int block = 0; block < all.length; block += length) {
                for (int i = 1; i < length; i++) {
                    int at = block + i;
                    assertEquals(
                            all[block], all[at], () -> "byte " + at + ": the calls of two threads are interleaved");
                }
            }
        }
    }
}
