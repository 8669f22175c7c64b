// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.expect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that were read and not yet consumed, as bytes and as UTF-8 text. */
final class UnreadOutput {

    private byte[] bytes = new byte[1024];
    private int size;

    void add(byte[] more, int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
        }
        System.arraycopy(more, 0, bytes, size, count);
        size += count;
    }

    int size() {
        return size;
    }

    /** The text of the bytes; what is not UTF-8 shows as U+FFFD. */
    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOf(bytes, count);
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
        return taken;
    }

    /** Consumes as many bytes as decode to this number of characters. */
    void consumeCharacters(int count) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, size);
        decoder.decode(from, CharBuffer.allocate(count), true);
        take(from.position());
    }
}
