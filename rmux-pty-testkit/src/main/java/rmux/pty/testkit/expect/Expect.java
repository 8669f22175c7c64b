// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.expect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rmux.pty.api.PtyMaster;

/**
 * Talks to a program on a terminal as a person would: waits for what is expected, then types.
 *
 * <p>What was awaited is consumed, so that the next call looks only at what comes after it. Text is UTF-8. Every wait has a
 * limit; a failure is an {@link AssertionError} that shows the output so far, invisible characters made visible. For one
 * thread at a time.
 */
public final class Expect {

    private static final int MOST_SHOWN = 4_000;

    private final PtyMaster master;
    private final Duration limit;
    private final ByteArrayOutputStream everything = new ByteArrayOutputStream();
    private final UnreadOutput pending = new UnreadOutput();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Optional<EscapeFilter> filter;
    private boolean ended;

    private Expect(PtyMaster master, Duration limit, Optional<EscapeFilter> filter) {
        this.master = master;
        this.limit = limit;
        this.filter = filter;
    }

    /**
     * A conversation over a master, of which it becomes the only reader.
     *
     * @param master the program's terminal; stays open
     * @param limit how long each wait may take
     * @return the conversation, at its beginning
     */
    public static Expect on(PtyMaster master, Duration limit) {
        return new Expect(master, limit, Optional.empty());
    }

    /**
     * The same conversation with escape sequences left out of what is looked at, for terminals that render what programs write.
     *
     * @return a conversation in place of this one, at its beginning
     */
    public Expect ignoringEscapes() {
        return new Expect(master, limit, Optional.of(new EscapeFilter()));
    }

    /**
     * Waits for a text and consumes the output up to its end.
     *
     * @param text the text
     * @return what came before it
     */
    public String await(String text) {
        return awaitMatch(Pattern.compile(Pattern.quote(text)), '"' + Printable.text(text) + '"')
                .before();
    }

    /**
     * Waits for a pattern and consumes the output up to its end.
     *
     * @param pattern the pattern, looked for anywhere in what has not been consumed
     * @return the match
     */
    public MatchResult await(Pattern pattern) {
        return awaitMatch(pattern, "/" + pattern + "/").result();
    }

    private record Found(String before, MatchResult result) {}

    private Found awaitMatch(Pattern pattern, String what) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Found> found = find(pattern);
            if (found.isPresent()) {
                return found.get();
            }
            if (!readMore(deadline)) {
                throw missing(what);
            }
        }
    }

    private Optional<Found> find(Pattern pattern) {
        String text = pending.text();
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Found found = new Found(text.substring(0, matcher.start()), matcher.toMatchResult());
        pending.consumeCharacters(matcher.end());
        return Optional.of(found);
    }

    /**
     * Waits for a number of bytes and consumes them.
     *
     * @param count how many
     * @return the bytes
     */
    public byte[] take(int count) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (pending.size() < count) {
            if (!readMore(deadline)) {
                throw missing(count + " bytes (have " + pending.size() + ")");
            }
        }
        return pending.take(count);
    }

    /**
     * Reads to the end of output and consumes it.
     *
     * @return all that had not been consumed
     */
    public byte[] drain() {
        while (!ended) {
            long deadline = System.nanoTime() + limit.toNanos();
            if (!readMore(deadline) && !ended) {
                throw missing("the end of output");
            }
        }
        return pending.take(pending.size());
    }

    /**
     * Reads and consumes until nothing has come for a time, or the output has ended: a terminal that renders has then drawn what
     * there was to draw.
     *
     * @param time how long nothing must come
     * @return all that had not been consumed
     */
    public byte[] takeUntilQuiet(Duration time) {
        while (readMore(System.nanoTime() + time.toNanos())) {
            // more may come
        }
        return pending.take(pending.size());
    }

    /**
     * Whether the output has ended, as far as it was read.
     *
     * @return whether a read came to its end
     */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Types a text.
     *
     * @param text the text, sent as UTF-8
     * @return this
     */
    public Expect send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Types a text and the return key.
     *
     * @param text the text, sent as UTF-8
     * @return this
     */
    public Expect sendLine(String text) {
        return send(text + "\r");
    }

    /**
     * Sends bytes.
     *
     * @param bytes the bytes
     * @return this
     */
    public Expect send(byte[] bytes) {
        try {
            master.write(ByteBuffer.wrap(bytes), limit);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "sending " + Printable.bytes(bytes, MOST_SHOWN) + " failed" + screenNote(), e);
        }
    }

    /**
     * All output so far, consumed or not, with invisible characters shown as escapes.
     *
     * @return the text; the last part of it when it is long
     */
    public String screen() {
        return Printable.bytes(everything.toByteArray(), MOST_SHOWN);
    }

    /** Reads once; false when the timeout elapses or the output has ended. */
    private boolean readMore(long deadline) {
        long left = deadline - System.nanoTime();
        if (ended || left <= 0) {
            return false;
        }
        try {
            int count = master.read(buffer.clear(), Duration.ofNanos(left));
            if (count < 0) {
                ended = true;
            }
            if (count <= 0) {
                return false;
            }
            int kept = filter.isPresent() ? filter.get().apply(buffer.array(), count) : count;
            pending.add(buffer.array(), kept);
            everything.write(buffer.array(), 0, kept);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("reading failed: " + e.getMessage() + screenNote(), e);
        }
    }

    private AssertionError missing(String what) {
        String why = ended ? "the output ended" : "nothing more came for " + limit.toMillis() + " ms";
        return new AssertionError("awaited " + what + ", but " + why + screenNote());
    }

    private String screenNote() {
        return "; the output so far: \"" + screen() + '"';
    }
}
