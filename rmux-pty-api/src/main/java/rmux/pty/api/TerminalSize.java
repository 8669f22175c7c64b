// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a terminal in character cells, and in pixels where that is known.
 *
 * <p>The limit of {@value #MAX_CELLS} is that of the Windows {@code COORD} structure (signed 16 bits), which is the
 * narrowest of the systems; the limit of {@value #MAX_PIXELS} is that of {@code struct winsize} (unsigned 16 bits).
 *
 * @param columns width in cells, 1 to {@value #MAX_CELLS}
 * @param rows height in cells, 1 to {@value #MAX_CELLS}
 * @param widthPixels width in pixels, 0 (not known) to {@value #MAX_PIXELS}
 * @param heightPixels height in pixels, 0 (not known) to {@value #MAX_PIXELS}
 */
public record TerminalSize(int columns, int rows, int widthPixels, int heightPixels) {

    /** The largest number of columns or rows. */
    public static final int MAX_CELLS = 32_767;

    /** The largest width or height in pixels. */
    public static final int MAX_PIXELS = 65_535;

    /** The size of a terminal nobody gave a size: 80 columns, 24 rows, the VT100's. */
    public static final TerminalSize DEFAULT = new TerminalSize(80, 24, 0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})[xX](\\d{1,9})");

    /**
     * Checks the ranges.
     *
     * @param columns width in cells
     * @param rows height in cells
     * @param widthPixels width in pixels
     * @param heightPixels height in pixels
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TerminalSize {
        check("columns", columns, 1, MAX_CELLS);
        check("rows", rows, 1, MAX_CELLS);
        check("widthPixels", widthPixels, 0, MAX_PIXELS);
        check("heightPixels", heightPixels, 0, MAX_PIXELS);
    }

    /**
     * A size in cells, its size in pixels not known.
     *
     * @param columns width in cells, 1 to {@value #MAX_CELLS}
     * @param rows height in cells, 1 to {@value #MAX_CELLS}
     * @return the size
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static TerminalSize of(int columns, int rows) {
        return new TerminalSize(columns, rows, 0, 0);
    }

    /**
     * Reads a size as people write it, {@code 120x40}: columns, the letter x, rows.
     *
     * @param text the size
     * @return the size
     * @throws IllegalArgumentException if the text is not of that form or a value is out of its range
     */
    public static TerminalSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a terminal size: \"" + text + "\"; expected COLUMNSxROWS, as in 80x24");
        }
        return of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * This size in cells with another size in pixels.
     *
     * @param width width in pixels, 0 (not known) to {@value #MAX_PIXELS}
     * @param height height in pixels, 0 (not known) to {@value #MAX_PIXELS}
     * @return the size
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TerminalSize withPixels(int width, int height) {
        return new TerminalSize(columns, rows, width, height);
    }

    /** Columns, the letter x, rows; the pixels follow in brackets where they are known. */
    @Override
    public String toString() {
        String cells = columns + "x" + rows;
        return widthPixels == 0 && heightPixels == 0 ? cells : cells + " (" + widthPixels + "x" + heightPixels + " px)";
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "terminal " + what + " must be " + least + " to " + most + ", but was " + value);
        }
    }
}
