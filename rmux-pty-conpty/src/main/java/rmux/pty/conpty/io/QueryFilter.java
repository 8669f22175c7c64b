// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import rmux.pty.api.PtyException;
import rmux.pty.windows.io.OutputFilter;

/**
 * Takes the first query of each kind out of the output, and answers it in place of the reader: that of the console host, which
 * runs no program before it has the answer, and that of PowerShell, which waits for it. A program that merely reads never answers.
 *
 * <p>A query may be split over reads. What only looked like one is replayed, and what may still become one is replayed when
 * nothing follows for a while. Nothing else is lost or reordered.
 */
public final class QueryFilter implements OutputFilter {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    /** A deadline that never comes: a query is awaited until it is answered. */
    public static final long UNTIL_ANSWERED = Long.MAX_VALUE;

    private static final byte ESC = '\033';

    /** A query of a terminal, and the answer to it. */
    public enum Query {
        /** Device status report: where is the cursor? */
        CURSOR_POSITION("\033[6n", "\033[1;1R"),
        /** Primary device attributes: what are you? A VT100 with advanced video. */
        DEVICE_ATTRIBUTES("\033[c", "\033[?1;2c");

        private final String text;
        private final String answer;

        Query(String text, String answer) {
            this.text = text;
            this.answer = answer;
        }

        private boolean startsWith(byte[] bytes, int length) {
            boolean same = length <= text.length();
            for (int i = 0; same && i < length; i++) {
                same = bytes[i] == text.charAt(i);
            }
            return same;
        }
    }

    /** Takes an answer to the program. */
    public interface Answer {
        void send(byte[] bytes) throws PtyException;
    }

    /** Longer than each query. */
    private static final int MOST_HELD = 8;

    private final Map<Query, Long> armed;
    private final Answer answer;
    private final LongSupplier clock;
    private final long holdNanos;
    private final byte[] held = new byte[MOST_HELD];
    private int heldLength;
    private long heldUntil;
    private ByteBuffer staged = ByteBuffer.allocate(0);

    /**
     * A filter for some queries.
     *
     * @param queries until when each is awaited, by the clock, or {@link #UNTIL_ANSWERED}
     * @param holdNanos for how long the beginning of a query is held back when nothing follows
     * @param clock the time in nanoseconds, as {@link System#nanoTime}
     */
    public QueryFilter(Map<Query, Long> queries, long holdNanos, LongSupplier clock, Answer answer) {
        this.armed = new EnumMap<>(queries);
        this.answer = answer;
        this.clock = clock;
        this.holdNanos = holdNanos;
    }

    /** Queries that come late are the reader's. */
    private void disarmLate() {
        if (!armed.isEmpty()) {
            long now = clock.getAsLong();
            armed.values().removeIf(deadline -> deadline != UNTIL_ANSWERED && now - deadline >= 0);
        }
    }

    @Override
    public boolean isDone() {
        disarmLate();
        return armed.isEmpty() && !hasOutput() && heldLength == 0;
    }

    @Override
    public void accept(ByteBuffer output) {
        disarmLate();
        ByteArrayOutputStream passed = new ByteArrayOutputStream(output.remaining() + heldLength);
        while (output.hasRemaining()) {
            if (heldLength == 0) {
                passPlain(output, passed);
            }
            if (output.hasRemaining()) {
                step(output.get(), passed);
            }
        }
        if (heldLength > 0) {
            heldUntil = clock.getAsLong() + holdNanos;
        }
        if (armed.isEmpty()) {
            replay(passed);
        }
        stage(passed);
    }

    /** Up to the next ESC, with which every query begins; all of it once there is nothing to look for. */
    private void passPlain(ByteBuffer output, ByteArrayOutputStream passed) {
        int length = 0;
        while (length < output.remaining() && (armed.isEmpty() || output.get(output.position() + length) != ESC)) {
            length++;
        }
        byte[] plain = new byte[length];
        output.get(plain);
        passed.writeBytes(plain);
    }

    /** A query begins with ESC and has no other: after a mismatch, only the byte itself can begin another. */
    private void step(byte next, ByteArrayOutputStream passed) {
        held[heldLength++] = next;
        Optional<Query> match = match();
        if (match.isEmpty() && heldLength > 1) {
            heldLength--;
            replay(passed);
            held[heldLength++] = next;
            match = match();
        }
        if (match.isEmpty()) {
            replay(passed);
        } else if (match.get().text.length() == heldLength) {
            heldLength = 0;
            armed.remove(match.get());
            send(match.get());
        }
    }

    /** A query that what is held may be or become. */
    private Optional<Query> match() {
        return armed.keySet().stream()
                .filter(query -> query.startsWith(held, heldLength))
                .findFirst();
    }

    private void send(Query query) {
        try {
            answer.send(query.answer.getBytes(StandardCharsets.US_ASCII));
        } catch (PtyException e) {
            LOGGER.log(Level.WARNING, "the query " + query + " could not be answered", e);
        }
    }

    private void replay(ByteArrayOutputStream passed) {
        passed.write(held, 0, heldLength);
        heldLength = 0;
    }

    private void stage(ByteArrayOutputStream passed) {
        if (staged.hasRemaining()) {
            staged = ByteBuffer.allocate(staged.remaining() + passed.size())
                    .put(staged)
                    .put(passed.toByteArray())
                    .flip();
        } else {
            staged = ByteBuffer.wrap(passed.toByteArray());
        }
    }

    private void replayWhenLate() {
        if (heldLength > 0 && clock.getAsLong() - heldUntil >= 0) {
            replayHeld();
        }
    }

    private void replayHeld() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        replay(rest);
        stage(rest);
    }

    @Override
    public void end() {
        armed.clear();
        replayHeld();
    }

    @Override
    public int available() {
        replayWhenLate();
        return staged.remaining();
    }

    @Override
    public int take(ByteBuffer destination) {
        replayWhenLate();
        int count = Math.min(staged.remaining(), destination.remaining());
        destination.put(destination.position(), staged, staged.position(), count);
        destination.position(destination.position() + count);
        staged.position(staged.position() + count);
        return count;
    }

    @Override
    public long nanosToDeadline() {
        return heldLength == 0 ? Long.MAX_VALUE : Math.max(0, heldUntil - clock.getAsLong());
    }
}
