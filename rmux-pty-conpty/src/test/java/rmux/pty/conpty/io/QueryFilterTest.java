// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.PtyException;
import rmux.pty.conpty.io.QueryFilter.Query;

/** The one query is taken out and answered; all else comes out as it went in. */
class QueryFilterTest {

    private static final String CURSOR = "\033[6n";
    private static final String ATTRIBUTES = "\033[c";
    private static final long WINDOW = 200;

    private long now;
    private final List<String> answers = new ArrayList<>();
    private final QueryFilter cursorOnly = filter(EnumSet.of(Query.CURSOR_POSITION));

    private QueryFilter filter(Set<Query> queries) {
        return filter(queries, now + WINDOW);
    }

    private QueryFilter filter(Set<Query> queries, long deadline) {
        Map<Query, Long> awaited = new EnumMap<>(Query.class);
        queries.forEach(query -> awaited.put(query, deadline));
        return new QueryFilter(awaited, WINDOW, () -> now, bytes -> answers.add(text(bytes)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String drain(QueryFilter filter, int room) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer destination = ByteBuffer.allocate(room);
        while (filter.take(destination.clear()) > 0) {
            out.write(destination.array(), 0, destination.position());
        }
        return text(out.toByteArray());
    }

    @Test
    @DisplayName("the first query disappears and is answered; the second is the reader's")
    void oneShot() {
        cursorOnly.accept(bytes("ab" + CURSOR + "cd" + CURSOR + "ef"));

        assertThat(drain(cursorOnly, 100)).isEqualTo("abcd" + CURSOR + "ef");
        assertThat(answers).containsExactly("\033[1;1R");
        assertThat(cursorOnly.isDone()).isTrue();
    }

    @ParameterizedTest(name = "into buffers of {0} bytes")
    @ValueSource(ints = {1, 2, 3, 5, 100})
    @DisplayName("the query may be split at every position, into any two or three reads")
    void everySplit(int room) {
        String stream = "x\033[" + CURSOR + "y\033[6m" + CURSOR;
        for (int i = 0; i <= stream.length(); i++) {
            for (int j = i; j <= stream.length(); j++) {
                answers.clear();
                QueryFilter filter = filter(EnumSet.of(Query.CURSOR_POSITION));
                StringBuilder out = new StringBuilder();
                for (String part : List.of(stream.substring(0, i), stream.substring(i, j), stream.substring(j))) {
                    filter.accept(bytes(part));
                    out.append(drain(filter, room));
                }
                filter.end();
                assertThat(out + drain(filter, room)).isEqualTo("x\033[y\033[6m" + CURSOR);
                assertThat(answers).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\033", "\033[", "\033[6", "\033[6\033", "\033\033\033[", "\033[6;n", "\033[66n", "\033]6n"})
    @DisplayName("what only looks like the query is replayed, at the latest when the output ends")
    void falsePrefix(String almost) {
        cursorOnly.accept(bytes(almost));
        cursorOnly.end();

        assertThat(drain(cursorOnly, 1)).isEqualTo(almost);
        assertThat(answers).isEmpty();
    }

    @Test
    @DisplayName("what is held back comes out when the window has passed, with nothing following")
    void deadlineWhileHolding() {
        cursorOnly.accept(bytes("a\033[6"));
        assertThat(drain(cursorOnly, 10)).isEqualTo("a");
        assertThat(cursorOnly.nanosToDeadline()).isEqualTo(WINDOW);

        now = WINDOW;

        assertThat(cursorOnly.hasOutput()).isTrue();
        assertThat(drain(cursorOnly, 10)).isEqualTo("\033[6");
        cursorOnly.accept(bytes("n"));
        assertThat(drain(cursorOnly, 10)).isEqualTo("n");
        assertThat(answers).isEmpty();
        assertThat(cursorOnly.isDone()).isTrue();
    }

    @Test
    @DisplayName("after the window, a query is the reader's")
    void late() {
        now = WINDOW;
        cursorOnly.accept(bytes(CURSOR));

        assertThat(drain(cursorOnly, 10)).isEqualTo(CURSOR);
        assertThat(answers).isEmpty();
    }

    @Test
    @DisplayName("a query of the host is awaited until it is answered, however late its reader comes, and once")
    void untilAnswered() {
        QueryFilter patient = filter(EnumSet.allOf(Query.class), QueryFilter.UNTIL_ANSWERED);
        now += 1000 * WINDOW;
        assertThat(patient.isDone()).isFalse();
        patient.accept(bytes("\033[1t" + ATTRIBUTES + "a"));
        assertThat(drain(patient, 100)).isEqualTo("\033[1ta");
        assertThat(answers).containsExactly("\033[?1;2c");

        now += 1000 * WINDOW;
        patient.accept(bytes(CURSOR + ATTRIBUTES));
        assertThat(drain(patient, 100)).isEqualTo(ATTRIBUTES);
        assertThat(answers).containsExactly("\033[?1;2c", "\033[1;1R");
        assertThat(patient.isDone()).isTrue();
    }

    @Test
    @DisplayName("what may become the host's query is held for a while only, although the query is awaited for good")
    void heldForAWhile() {
        QueryFilter patient = filter(EnumSet.of(Query.DEVICE_ATTRIBUTES), QueryFilter.UNTIL_ANSWERED);
        patient.accept(bytes("a\033["));
        assertThat(drain(patient, 10)).isEqualTo("a");
        assertThat(patient.nanosToDeadline()).isEqualTo(WINDOW);

        now += WINDOW;

        assertThat(patient.available()).isEqualTo(2);
        assertThat(drain(patient, 10)).isEqualTo("\033[");
        assertThat(patient.isDone()).isFalse();
    }

    @Test
    @DisplayName("nothing held back: nothing to wait for")
    void noDeadline() {
        cursorOnly.accept(bytes("abc"));

        assertThat(cursorOnly.nanosToDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("an answer that cannot be sent loses no output")
    void answerFails() {
        QueryFilter filter = new QueryFilter(Map.of(Query.CURSOR_POSITION, WINDOW), WINDOW, () -> now, bytes -> {
            throw new PtyException("WriteFile", "no");
        });
        filter.accept(bytes("a" + CURSOR + "b"));

        assertThat(drain(filter, 10)).isEqualTo("ab");
    }

    @Test
    @DisplayName(
            "bytes in = bytes out except for the one query of each kind, whatever the stream, the splits and the buffers")
    void property() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {
            "\033", "[", "6", "n", "c", "x", CURSOR, ATTRIBUTES, "\033[", "\033[6", "\377", "\0", "abcdefghij"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder stream = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                stream.append(pieces[random.nextInt(pieces.length)]);
            }
            Set<Query> queries = EnumSet.of(Query.CURSOR_POSITION, Query.DEVICE_ATTRIBUTES);
            answers.clear();
            QueryFilter filter = filter(queries);
            StringBuilder out = new StringBuilder();
            for (int at = 0; at < stream.length(); ) {
                int end = Math.min(stream.length(), at + 1 + random.nextInt(5));
                filter.accept(bytes(stream.substring(at, end)));
                if (random.nextBoolean()) {
                    out.append(drain(filter, 1 + random.nextInt(4)));
                }
                at = end;
            }
            filter.end();
            out.append(drain(filter, 3));
            String expected = withoutFirstOfEach(stream.toString());
            assertThat(out.toString()).as("seed %d, round %d", seed, round).isEqualTo(expected);
            assertThat(answers)
                    .as("seed %d, round %d", seed, round)
                    .hasSize((stream.length() - expected.length()) / 4 + (stream.length() - expected.length()) % 4 / 3);
        }
    }

    /** Both are looked for in the stream as it was: what comes together when one is taken out is no query. */
    private static String withoutFirstOfEach(String stream) {
        StringBuilder rest = new StringBuilder(stream);
        int cursor = stream.indexOf(CURSOR);
        int attributes = stream.indexOf(ATTRIBUTES);
        if (cursor > attributes) {
            rest.delete(cursor, cursor + CURSOR.length());
        }
        if (attributes >= 0) {
            rest.delete(attributes, attributes + ATTRIBUTES.length());
        }
        if (cursor >= 0 && cursor < attributes) {
            rest.delete(cursor, cursor + CURSOR.length());
        }
        return rest.toString();
    }
}
