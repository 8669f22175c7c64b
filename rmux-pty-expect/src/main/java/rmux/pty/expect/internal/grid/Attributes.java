// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.grid;

/**
 * How a cell's colors and flags are packed into one number: the foreground in the lowest 26 bits, the background in the next 26,
 * flags above. A color is its kind ({@link #DEFAULT_COLOR}, {@link #INDEXED}, {@link #RGB}) above 24 bits of value. Underline
 * colors are rare and kept apart, in the same form.
 */
public final class Attributes {

    /** No attributes: default colors. */
    public static final long NONE = 0;

    /** The color that the terminal has anyway. */
    public static final int DEFAULT_COLOR = 0;

    /** The color with an index of 0 to 255 in its lowest bits. */
    public static final int INDEXED = 1 << 24;

    /** The color with red, green and blue in its lowest bits. */
    public static final int RGB = 2 << 24;

    /** The part of a color that is its value. */
    public static final int VALUE = 0xffffff;

    private static final int COLOR_BITS = 26;
    private static final long COLOR = (1L << COLOR_BITS) - 1;
    private static final long BACKGROUND = COLOR << COLOR_BITS;

    /** Bold. */
    public static final long BOLD = 1L << 52;
    /** Dim, or faint. */
    public static final long DIM = 1L << 53;
    /** Italic. */
    public static final long ITALIC = 1L << 54;
    /** Blinking. */
    public static final long BLINK = 1L << 55;
    /** Foreground and background exchanged. */
    public static final long INVERSE = 1L << 56;
    /** Not shown. */
    public static final long INVISIBLE = 1L << 57;
    /** Struck through. */
    public static final long STRUCK = 1L << 58;
    /** A line above. */
    public static final long OVERLINE = 1L << 59;
    /** Spared by selective erasure (DECSCA). */
    public static final long PROTECTED = 1L << 60;

    private static final int UNDERLINE_SHIFT = 61;
    private static final long UNDERLINE = 7L << UNDERLINE_SHIFT;

    private Attributes() {}

    /**
     * The foreground.
     *
     * @param attributes packed attributes
     * @return a color
     */
    public static int foreground(long attributes) {
        return (int) (attributes & COLOR);
    }

    /**
     * The background.
     *
     * @param attributes packed attributes
     * @return a color
     */
    public static int background(long attributes) {
        return (int) (attributes >>> COLOR_BITS & COLOR);
    }

    /**
     * The style of the underline: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.
     *
     * @param attributes packed attributes
     * @return the style
     */
    public static int underline(long attributes) {
        return (int) (attributes >>> UNDERLINE_SHIFT);
    }

    /**
     * With another foreground.
     *
     * @param attributes packed attributes
     * @param color the color
     * @return the result
     */
    public static long withForeground(long attributes, int color) {
        return (attributes & ~COLOR) | color;
    }

    /**
     * With another background.
     *
     * @param attributes packed attributes
     * @param color the color
     * @return the result
     */
    public static long withBackground(long attributes, int color) {
        return (attributes & ~BACKGROUND) | (long) color << COLOR_BITS;
    }

    /**
     * With another underline.
     *
     * @param attributes packed attributes
     * @param style the style, 0 to 5
     * @return the result
     */
    public static long withUnderline(long attributes, int style) {
        return (attributes & ~UNDERLINE) | (long) style << UNDERLINE_SHIFT;
    }

    /**
     * What erasing leaves: the background only.
     *
     * @param attributes packed attributes
     * @return the result
     */
    public static long erased(long attributes) {
        return attributes & BACKGROUND;
    }
}
