// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import rmux.pty.api.ExitStatus;
import rmux.pty.testkit.expect.EscapeFilter;
import rmux.pty.testkit.programs.Flood;

/** IO: what a program writes arrives, to the last byte, and then ends. */
abstract class OutputContract extends Contract {

    private static final byte UNTOUCHED = 0x5A;
    private static final int[] BUFFER_SIZES = {1, 2, 3, 7, 4095, 4096, 4097, 65_536};

    OutputContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "IO-01", needs = "FAITHFUL_OUTPUT")
    void everyByteValuePassesThroughEveryForm() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (Conversation talk = start(programs().copy()).awaitReady()) {
            for (ByteForms.Write write : ByteForms.Write.values()) {
                write.run(talk.master(), all);
                assertArrayEquals(all, talk.take(all.length), () -> "written by " + write);
            }
            for (ByteForms.Read read : ByteForms.Read.values()) {
                talk.master().write(ByteBuffer.wrap(all));
                byte[] back = read.run(talk.master(), all.length, limit());
                assertArrayEquals(all, back, () -> "read by " + read);
            }
        }
    }

    /** What a terminal that renders puts around the text is its own affair, and a blank may be a move of the cursor. */
    @Rule(value = "IO-01", without = "FAITHFUL_OUTPUT")
    void textPassesThroughEveryForm() throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady()) {
            for (ByteForms.Write write : ByteForms.Write.values()) {
                String text = "text-written-by-" + write;
                write.run(talk.master(), (text + "\r\n").getBytes(StandardCharsets.US_ASCII));
                talk.await(text);
            }
            for (ByteForms.Read read : ByteForms.Read.values()) {
                talk.settle();
                String text = "a-rather-long-line-of-text-read-by-" + read;
                talk.send(text + "\r\n");
                byte[] raw = read.run(talk.master(), text.length(), limit());
                String seen = text(raw, new EscapeFilter().apply(raw, raw.length));
                assertFalse(seen.isBlank(), () -> "read by " + read);
                assertTrue((text + "\r\n").startsWith(seen), () -> "read by " + read + ": " + seen);
            }
        }
    }

    @Rule("IO-01")
    void bufferBeyondTheBytesReadIsUntouched() throws Exception {
        byte[] some = {'a', 'b', 'c'};
        try (Conversation talk = start(programs().copy()).awaitReady()) {
            for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64)}) {
                for (int i = 0; i < buffer.capacity(); i++) {
                    buffer.put(i, UNTOUCHED);
                }
                buffer.position(10).limit(20);
                talk.settle();
                talk.master().write(ByteBuffer.wrap(some));
                int count = talk.master().read(buffer, limit());
                assertTrue(count > 0 && count <= 10, () -> "bytes read: " + count);
                assertEquals(10 + count, buffer.position(), "the position after reading " + count + " bytes");
                assertEquals(20, buffer.limit(), "the limit after reading");
                buffer.clear();
                for (int i = 0; i < buffer.capacity(); i++) {
                    boolean isRead = i >= 10 && i < 10 + count;
                    if (!isRead || talk.isFaithful()) {
                        byte expected = isRead ? some[i - 10] : UNTOUCHED;
                        assertEquals(expected, buffer.get(i), "byte " + i + " of the buffer after reading " + count);
                    }
                }
                if (talk.isFaithful()) {
                    talk.take(some.length - count);
                }
            }
        }
    }

    @Rule("IO-02")
    void floodArrivesCompleteAndInOrder() throws Exception {
        checkFlood(settings().floodBytes(), 64 * 1024);
    }

    @Rule("IO-02")
    void floodArrivesAtAnyBufferSize() throws Exception {
        for (int size : BUFFER_SIZES) {
            checkFlood(Math.min(settings().floodBytes(), 30_000L * Math.min(size, 10)), size);
        }
    }

    private void checkFlood(long bytes, int bufferSize) throws Exception {
        Flood flood = programs().flood(bytes);
        try (Conversation talk = start(flood.command())) {
            ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
            byte[] expected = new byte[bufferSize];
            long total = 0;
            EscapeFilter rendering = new EscapeFilter();
            for (int read = read(talk, buffer); read >= 0; read = read(talk, buffer)) {
                int count = talk.isFaithful() ? read : rendering.apply(buffer.array(), read);
                int there = flood.expected().readNBytes(expected, 0, count);
                if (there != count || Arrays.mismatch(buffer.array(), 0, count, expected, 0, count) >= 0) {
                    assertEquals(text(expected, there), text(buffer.array(), count), "from byte " + total + " on");
                }
                total += count;
            }
            assertEquals(flood.bytes(), total, "bytes read of a flood, with a buffer of " + bufferSize);
            assertEquals(new ExitStatus.Exited(0), talk.exit());
        }
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.US_ASCII);
    }

    private int read(Conversation talk, ByteBuffer buffer) throws IOException {
        int count = talk.master().read(buffer.clear(), limit());
        assertTrue(count != 0, "nothing more came of a flood that had not ended");
        return count;
    }

    @Rule("IO-10")
    void timedReadReturnsZeroWhenItsLimitPasses() throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
            long start = System.nanoTime();
            assertEquals(0, talk.master().read(ByteBuffer.allocate(8), Duration.ofMillis(200)), "bytes read");
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 195 && millis < 5_000, () -> "a read limited to 200 ms took " + millis + " ms");
            assertEquals(0, talk.master().read(ByteBuffer.allocate(8), Duration.ZERO), "a read limited to nothing");
            talk.send("x");
            int count = talk.master().read(ByteBuffer.allocate(8), limit());
            assertTrue(
                    talk.isFaithful() ? count == 1 : count > 0, () -> "one byte came in time, and read were " + count);
        }
    }

    @Rule(value = "IO-11", needs = "FAITHFUL_OUTPUT")
    void streamsPassBytesToTheLetter() throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady()) {
            InputStream input = talk.session().master().inputStream();
            talk.session().master().outputStream().write(0x1FF);
            assertEquals(0xFF, input.read(), "0xFF read as an int; a write takes the low eight bits");
            byte[] source = {9, 1, 2, 3, 9};
            talk.session().master().outputStream().write(source, 1, 3);
            byte[] target = new byte[8];
            Arrays.fill(target, UNTOUCHED);
            assertEquals(3, input.readNBytes(target, 2, 3), "bytes read into the middle of an array");
            assertArrayEquals(
                    new byte[] {UNTOUCHED, UNTOUCHED, 1, 2, 3, UNTOUCHED, UNTOUCHED, UNTOUCHED}, target, "the array");
        }
    }

    @Rule(value = "IO-11", without = "FAITHFUL_OUTPUT")
    void streamsPassTextToTheLetter() throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
            InputStream input = talk.session().master().inputStream();
            talk.session().master().outputStream().write(0x100 | 'k');
            int seen = input.read();
            while (seen != 'k') {
                assertTrue(seen >= 0 && seen < 0x80, "a byte read as an int, before the k that was written: " + seen);
                seen = input.read();
            }
            talk.settle();
            byte[] source = {'?', '1', '2', '3', '?'};
            talk.session().master().outputStream().write(source, 1, 3);
            byte[] target = new byte[8];
            Arrays.fill(target, UNTOUCHED);
            assertEquals(3, input.readNBytes(target, 2, 3), "bytes read into the middle of an array");
            for (int i : new int[] {0, 1, 5, 6, 7}) {
                assertEquals(UNTOUCHED, target[i], "byte " + i + " of the array, outside of what was read");
            }
            byte[] rest = talk.takeUntilQuiet(QUIET);
            assertFalse(text(rest, rest.length).contains("?"), "bytes beside those that were to be written");
        }
    }

    @Rule("IO-11")
    void streamsKeepToTheLetter() throws Exception {
        byte[] source = {9, 1, 2, 3, 9};
        byte[] target = new byte[8];
        try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
            InputStream input = talk.session().master().inputStream();
            assertEquals(0, input.read(target, 0, 0), "a read of no bytes does not wait");
            assertEquals(0, input.available(), "available() with nothing there");
            talk.send("abc");
            await(() -> available(input) > 0, () -> "available() stays 0 though bytes were sent");
            if (talk.isFaithful()) {
                assertTrue(available(input) <= 3, "available() must not promise more than there is");
            }
            assertThrows(IndexOutOfBoundsException.class, () -> input.read(target, 5, 4));
            assertThrows(NullPointerException.class, () -> input.read(null, 0, 1));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> talk.session().master().outputStream().write(source, 4, 2));
        }
        try (Conversation talk = start(programs().print("end"))) {
            byte[] all = talk.session().master().inputStream().readAllBytes();
            assertFalse(all.length == 0, "the stream must give the output");
            assertEquals(-1, talk.session().master().inputStream().read(), "the end is -1, again and again");
        }
    }

    private static int available(InputStream stream) {
        try {
            return stream.available();
        } catch (IOException e) {
            throw new AssertionError("available() failed", e);
        }
    }
}
