// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hub is made of: the ring, where output may be continued, and the filter of answers. */
class HubPiecesTest {

    @Test
    @DisplayName("the ring holds the last bytes by their position, even if more are added at once than it holds")
    void ring() {
        OutputRing ring = new OutputRing(8);
        ring.append(bytes("abcde"), 0, 5);
        ring.append(bytes("-fgh-"), 1, 3);
        assertThat(text(ring.copy(0, 100))).isEqualTo("abcdefgh");
        ring.append(bytes("ij"), 0, 2);
        assertThat(ring.holds(1)).isFalse();
        assertThat(ring.holds(2)).isTrue();
        assertThat(text(ring.copy(2, 100))).isEqualTo("cdefghij");
        assertThat(text(ring.copy(4, 3))).isEqualTo("efg");
        ring.append(bytes("0123456789ABCDEF"), 0, 16);
        assertThat(ring.end()).isEqualTo(26);
        assertThat(text(ring.copy(ring.start(), 100))).isEqualTo("89ABCDEF");
    }

    @ParameterizedTest(name = "{0}: {1} bytes are unfinished")
    @CsvSource({
        "plain, 0",
        "a ~[1;2, 5",
        "a ~[1;2m, 0",
        "~, 1",
        "a ~(, 2",
        "a ~(B, 0",
        "~]2;a title, 11",
        "~]2;a title~, 12",
        "~]2;a title^, 0",
        "~]2;a title~\\, 0",
        "~[m~, 1",
        "~P1$r, 5",
        "~[3!, 0"
    })
    @DisplayName("a begun sequence")
    void sequences(String stream, int expected) {
        byte[] tail = bytes(stream.replace('~', '\u001b').replace('^', '\u0007').replace('!', '\u0018'));
        assertThat(SequenceStart.unfinished(tail)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a begun character of UTF-8, and bytes that are none")
    void characters() {
        byte[] emoji = "x\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut <= emoji.length; cut++) {
            byte[] tail = java.util.Arrays.copyOf(emoji, cut);
            assertThat(SequenceStart.unfinished(tail)).isEqualTo(cut == emoji.length ? 0 : cut - 1);
        }
        assertThat(SequenceStart.unfinished(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80}))
                .isZero();
        assertThat(SequenceStart.unfinished(new byte[0])).isZero();
    }

    @ParameterizedTest(name = "{0} becomes {1}, or {2} from the viewer that leads")
    @CsvSource({
        "ab, ab, ab",
        "a~[?62;22cb, ab, ab",
        "a~[>0;276;0cb, ab, ab",
        "~[24;80R, '', ''",
        "~[1;2R, ~[1;2R, ~[1;2R",
        "~[0n, '', ''",
        "~[?2026;2$y, '', ''",
        "~[A~[1;5C, ~[A~[1;5C, ~[A~[1;5C",
        "~]11;rgb:0/0/0^x, x, ~]11;rgb:0/0/0^x",
        "~[, ~[, ~[",
        "~[24;, '', ''"
    })
    @DisplayName("what a viewer's terminal sends")
    void answers(String sent, String follower, String leader) {
        assertThat(filtered(sent, false)).isEqualTo(follower);
        assertThat(filtered(sent, true)).isEqualTo(leader);
    }

    private static String filtered(String sent, boolean leads) {
        String out = text(new ReplyFilter()
                .apply(ByteBuffer.wrap(bytes(escape(sent))), leads)
                .array());
        return out.replace('\u001b', '~').replace('\u0007', '^');
    }

    private static String escape(String text) {
        return text.replace('~', '\u001b').replace('^', '\u0007');
    }

    @Test
    @DisplayName("an answer that comes in pieces is taken out; a key that comes in pieces arrives whole")
    void pieces() {
        ReplyFilter filter = new ReplyFilter();
        assertThat(text(filter.apply(ByteBuffer.wrap(bytes("x\u001b[?6")), false)
                        .array()))
                .isEqualTo("x");
        assertThat(text(filter.apply(ByteBuffer.wrap(bytes("2cy")), false).array()))
                .isEqualTo("y");
        assertThat(text(filter.apply(ByteBuffer.wrap(bytes("\u001b[1;5")), false)
                        .array()))
                .isEmpty();
        assertThat(text(filter.apply(ByteBuffer.wrap(bytes("C")), false).array()))
                .isEqualTo("\u001b[1;5C");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
