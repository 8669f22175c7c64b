// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The width and the grapheme kind of every character, from the Unicode database (see {@code scripts/unicode-table}).
 *
 * <p>The JDK's own data does not do: it has no East Asian widths, and its version of Unicode is that of the JDK that happens to
 * run, so that a screen would look different on each.
 */
final class CharacterTable {

    private static final int BLOCK = 256;
    private static final String KINDS = "-PERSLVTDGZX"; // in the order of the constants of Graphemes
    private static final byte[][] BLOCKS = load();

    private CharacterTable() {}

    /** The kind, and the width above it as {@link Graphemes} has them. */
    static int properties(int codePoint) {
        return BLOCKS[codePoint >> 8][codePoint & 0xff];
    }

    private static byte[][] load() {
        byte[] plain = new byte[BLOCK];
        Arrays.fill(plain, property(1, '-'));
        byte[][] blocks = new byte[(Character.MAX_CODE_POINT + 1) / BLOCK][];
        Arrays.fill(blocks, plain);
        try (InputStream stream = CharacterTable.class.getResourceAsStream("characters.txt");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    add(blocks, plain, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table of characters in this module cannot be read", e);
        }
        return blocks;
    }

    private static void add(byte[][] blocks, byte[] plain, String line) {
        int firstSpace = line.indexOf(' ');
        int secondSpace = line.indexOf(' ', firstSpace + 1);
        int first = Integer.parseInt(line, 0, firstSpace, 16);
        int end = first + Integer.parseInt(line, firstSpace + 1, secondSpace, 16);
        byte property = property(line.charAt(secondSpace + 1) - '0', line.charAt(secondSpace + 2));
        for (int point = first; point < end; point++) {
            int block = point / BLOCK;
            if (isShared(blocks[block], plain)) {
                blocks[block] = plain.clone();
            }
            blocks[block][point % BLOCK] = property;
        }
    }

    @SuppressWarnings("ReferenceEquality") // that very array stands for "nothing special here"
    private static boolean isShared(byte[] block, byte[] plain) {
        return block == plain;
    }

    private static byte property(int width, char kind) {
        return (byte) (width << Graphemes.WIDTH_SHIFT | KINDS.indexOf(kind));
    }
}
