// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.parser;

/**
 * Decodes UTF-8 byte by byte. What is not valid becomes U+FFFD, once for each maximal subpart, as the Unicode standard
 * recommends (section 3.9) and browsers do.
 */
final class Utf8 {

    /** The character is not complete yet. */
    static final int MORE = -1;

    /** The byte does not belong to the character before it: that one is U+FFFD, and the byte has to be passed again. */
    static final int AGAIN = -2;

    private static final int REPLACEMENT = 0xfffd;

    private int missing;
    private int code;
    private int lowest;
    private int highest;

    /** Whether a character has begun that is not complete. */
    boolean isPending() {
        return missing > 0;
    }

    /**
     * Takes a byte.
     *
     * @return a code point, {@link #MORE} or {@link #AGAIN}
     */
    int next(byte value) {
        int unsigned = value & 0xff;
        return missing == 0 ? first(unsigned) : following(unsigned);
    }

    private int first(int value) {
        lowest = 0x80;
        highest = 0xbf;
        if (value < 0x80) {
            return value;
        }
        if (value >= 0xc2 && value <= 0xdf) {
            return begin(1, value & 0x1f);
        }
        if (value >= 0xe0 && value <= 0xef) {
            lowest = value == 0xe0 ? 0xa0 : 0x80; // no overlong forms
            highest = value == 0xed ? 0x9f : 0xbf; // no surrogates
            return begin(2, value & 0x0f);
        }
        if (value >= 0xf0 && value <= 0xf4) {
            lowest = value == 0xf0 ? 0x90 : 0x80;
            highest = value == 0xf4 ? 0x8f : 0xbf; // nothing beyond U+10FFFF
            return begin(3, value & 0x07);
        }
        return REPLACEMENT;
    }

    private int begin(int count, int bits) {
        missing = count;
        code = bits;
        return MORE;
    }

    private int following(int value) {
        if (value < lowest || value > highest) {
            missing = 0;
            return AGAIN;
        }
        lowest = 0x80;
        highest = 0xbf;
        code = code << 6 | (value & 0x3f);
        missing--;
        return missing == 0 ? code : MORE;
    }
}
