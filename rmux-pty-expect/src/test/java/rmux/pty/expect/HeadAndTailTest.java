// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.expect.internal.transcript.HeadAndTail;

/** The beginning and the end of a text within a budget. */
class HeadAndTailTest {

    private static HeadAndTail.Kept kept(int budget, String... pieces) {
        HeadAndTail text = new HeadAndTail(budget);
        for (String piece : pieces) {
            text.add(piece);
        }
        return text.kept();
    }

    @Test
    @DisplayName("What fits is kept as it is")
    void fits() {
        assertThat(kept(10, "äöü", "abcd")).isEqualTo(new HeadAndTail.Kept("äöüabcd", "", 0));
    }

    @Test
    @DisplayName("Cuts are at the ends of lines")
    void lines() {
        assertThat(kept(20, "one\ntwo\nthree\nfour\nfive\n"))
                .isEqualTo(new HeadAndTail.Kept("one\ntwo\n", "five\n", 11));
    }

    @Test
    @DisplayName("Without lines, cuts are between characters")
    void characters() {
        assertThat(kept(10, "日本語日本語")).isEqualTo(new HeadAndTail.Kept("日", "語", 12));
        assertThat(kept(6, "abcdefgh")).isEqualTo(new HeadAndTail.Kept("abc", "fgh", 2));
    }

    @Test
    @DisplayName("Kept and dropped bytes are all there were, for texts of any kind in pieces of any length")
    void complete() {
        Random random = new Random(7);
        String characters = "ab\nü日😀";
        for (int i = 0; i < 2_000; i++) {
            HeadAndTail text = new HeadAndTail(16 + random.nextInt(100));
            StringBuilder all = new StringBuilder();
            for (int pieces = random.nextInt(20); pieces > 0; pieces--) {
                StringBuilder piece = new StringBuilder();
                for (int n = random.nextInt(30); n > 0; n--) {
                    piece.appendCodePoint(characters.codePointAt(characters.offsetByCodePoints(0, random.nextInt(6))));
                }
                all.append(piece);
                text.add(piece.toString());
            }
            HeadAndTail.Kept kept = text.kept();
            assertThat(all.toString()).startsWith(kept.head()).endsWith(kept.tail());
            assertThat(bytes(kept.head()) + bytes(kept.tail()) + kept.dropped()).isEqualTo(bytes(all.toString()));
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
