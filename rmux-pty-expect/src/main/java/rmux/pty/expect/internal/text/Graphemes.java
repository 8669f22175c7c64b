// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.text;

/**
 * Decides which characters share a cell, and how many columns they take: the rules for extended grapheme clusters (Unicode
 * Standard Annex 29), and the widths of Annex 11.
 *
 * <p>A state is what has to be known of the characters before: 0 if there are none. Ambiguous characters are narrow.
 */
public final class Graphemes {

    /** The state before any character. */
    public static final int NONE = 0;

    /** The state after a character that joins with nothing but combining characters, such as any of ASCII. */
    public static final int PLAIN = 1 << 4;

    static final int WIDTH_SHIFT = 4;
    private static final int WIDTH = 3 << WIDTH_SHIFT;
    private static final int KIND = 15;
    private static final int JOINED = 1 << 6;

    // The kinds, in the order of the letters of CharacterTable.
    private static final int OTHER = 0;
    private static final int PREPEND = 1;
    private static final int EXTEND = 2;
    private static final int REGIONAL = 3;
    private static final int SPACING = 4;
    private static final int LEADING = 5;
    private static final int VOWEL = 6;
    private static final int TRAILING = 7;
    private static final int LEADING_VOWEL = 8;
    private static final int LEADING_VOWEL_TRAILING = 9;
    private static final int JOINER = 10;
    private static final int PICTURE = 11;
    // Only in states: a joiner after a picture.
    private static final int PICTURE_JOINER = 12;

    private Graphemes() {}

    /**
     * Takes a character.
     *
     * @param state what came before it
     * @param codePoint the character
     * @return the state after it
     */
    public static int next(int state, int codePoint) {
        int properties = CharacterTable.properties(codePoint);
        int kind = properties & KIND;
        int before = state & KIND;
        if (state == NONE || !joins(before, kind)) {
            return properties;
        }
        int width = Math.max(state & WIDTH, properties & WIDTH);
        if (kind == REGIONAL && before == REGIONAL) { // a flag; a third one begins another
            width = 2 << WIDTH_SHIFT;
            kind = OTHER;
        } else if (before == PICTURE && kind == EXTEND) {
            kind = PICTURE;
        } else if (before == PICTURE && kind == JOINER) {
            kind = PICTURE_JOINER;
        }
        return JOINED | width | kind;
    }

    /**
     * The columns that the cluster takes, the last character included.
     *
     * @param state the state after the character
     * @return 1 or 2; 0 if there was none
     */
    public static int width(int state) {
        return (state & WIDTH) >> WIDTH_SHIFT;
    }

    /**
     * Whether the last character belongs to the cell of the one before it.
     *
     * @param state the state after the character
     * @return whether it does
     */
    public static boolean isJoined(int state) {
        return (state & JOINED) != 0;
    }

    /**
     * Whether the next character may belong to the cell of those before, even if it is one of ASCII.
     *
     * @param state the state before the character
     * @return whether it may
     */
    public static boolean joinsAnything(int state) {
        return (state & KIND) == PREPEND;
    }

    private static boolean joins(int before, int kind) {
        return switch (kind) {
            case EXTEND, JOINER, SPACING -> true; // GB9, GB9a
            case LEADING, LEADING_VOWEL, LEADING_VOWEL_TRAILING -> before == LEADING || before == PREPEND;
            case VOWEL -> before == LEADING || before == VOWEL || before == LEADING_VOWEL || before == PREPEND;
            case TRAILING -> (before >= VOWEL && before <= LEADING_VOWEL_TRAILING) || before == PREPEND;
            case PICTURE -> before == PICTURE_JOINER || before == PREPEND; // GB11
            case REGIONAL -> before == REGIONAL || before == PREPEND; // GB12, GB13
            default -> before == PREPEND; // GB9b
        };
    }
}
