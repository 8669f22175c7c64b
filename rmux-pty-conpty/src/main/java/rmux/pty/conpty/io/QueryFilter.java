// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import rmux.pty.api.PtyException;
import rmux.pty.windows.io.OutputFilter;

/**
 * Takes the first query of each kind out of the output within a short window, and answers it in place of the reader.
 *
 * <p>PowerShell asks for the cursor when it starts and waits for the answer, which a program that merely reads never gives. A
 * query may be split over reads; what only looked like one is replayed; nothing else is lost or reordered.
 */
public final class QueryFilter implements OutputFilter {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

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

    private final Set<Query> armed;
    private final Answer answer;
    private final LongSupplier clock;
    private final long windowNanos;
    private boolean opened;
    private long deadline;
    private final byte[] held = new byte[MOST_HELD];
    private int heldLength;
    private ByteBuffer staged = ByteBuffer.allocate(0);

    /** A filter whose window began at a time of the clock, which is in nanoseconds, or begins with the first output. */
    public QueryFilter(Set<Query> queries, OptionalLong began, long windowNanos, LongSupplier clock, Answer answer) {
        this.armed = EnumSet.copyOf(queries);
        this.answer = answer;
        this.clock = clock;
        this.windowNanos = windowNanos;
        began.ifPresent(this::open);
    }

    private void open(long began) {
        opened = true;
        deadline = began + windowNanos;
    }

    private boolean isLate() {
        return opened && clock.getAsLong() - deadline >= 0;
    }

    @Override
    public boolean isDone() {
        return !hasOutput() && heldLength == 0 && (armed.isEmpty() || isLate());
    }

    @Override
    public void accept(ByteBuffer output) {
        if (!opened) {
            open(clock.getAsLong());
        }
        ByteArrayOutputStream passed = new ByteArrayOutputStream(output.remaining() + heldLength);
        if (isLate()) {
            armed.clear();
        }
        while (output.hasRemaining()) {
            step(output.get(), passed);
        }
        if (armed.isEmpty()) {
            replay(passed);
        }
        stage(passed);
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
        return armed.stream()
                .filter(query -> query.startsWith(held, heldLength))
                .findFirst();
    }

    private void send(Query query) {
        try {
            answer.send(query.answer.getBytes(StandardCharsets.US_ASCII));
        } catch (PtyException e) {
            LOGGER.log(Level.WARNING, "the program''s query " + query + " could not be answered", e);
        }
    }

    private void replay(ByteArrayOutputStream passed) {
        passed.write(held, 0, heldLength);
        heldLength = 0;
    }

    private void stage(ByteArrayOutputStream passed) {
        ByteBuffer both = ByteBuffer.allocate(staged.remaining() + passed.size());
        staged = both.put(staged).put(passed.toByteArray()).flip();
    }

    private void replayWhenLate() {
        if (heldLength > 0 && isLate()) {
            end();
        }
    }

    @Override
    public void end() {
        armed.clear();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        replay(rest);
        stage(rest);
    }

    @Override
    public boolean hasOutput() {
        replayWhenLate();
        return staged.hasRemaining();
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
        return heldLength == 0 ? Long.MAX_VALUE : Math.max(0, deadline - clock.getAsLong());
    }
}
