// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of cells. A cell is its code point and its width; the few that hold more than one code point, or a colored underline,
 * have that in arrays beside, which are there only while needed.
 *
 * <p>A wide character is followed by a cell of width 0. Whatever overwrites half of it erases the other half.
 */
public final class Line {

    /** The longest cluster in code units: text with more combining characters is cut, so that no cell grows without limit. */
    public static final int MOST_CLUSTER = 64;

    private static final int CLUSTER = 1 << 21;
    private static final int CODE = CLUSTER - 1;
    private static final int WIDTH_SHIFT = 22;
    private static final int NARROW = 1 << WIDTH_SHIFT;
    private static final int BLANK = NARROW;

    private int[] cells;
    private long[] attributes;
    private String @Nullable [] clusters;
    private int @Nullable [] underlineColors;
    private boolean wrapped;

    /**
     * A blank line.
     *
     * @param columns how many cells
     * @param fill the attributes of each
     */
    public Line(int columns, long fill) {
        cells = new int[columns];
        attributes = new long[columns];
        clear(fill);
    }

    /**
     * The number of cells.
     *
     * @return the number
     */
    public int columns() {
        return cells.length;
    }

    /**
     * Whether this line continues the one above, whose text did not fit.
     *
     * @return whether it does
     */
    public boolean isWrapped() {
        return wrapped;
    }

    /**
     * Says whether this line continues the one above.
     *
     * @param value whether it does
     */
    public void setWrapped(boolean value) {
        wrapped = value;
    }

    /**
     * The width of a cell.
     *
     * @param x which cell
     * @return 1, or 2, or 0 for the second half of a wide character
     */
    public int width(int x) {
        return cells[x] >>> WIDTH_SHIFT;
    }

    /**
     * Whether a cell holds a character.
     *
     * @param x which cell
     * @return false if it is blank, or the second half of a wide character
     */
    public boolean hasText(int x) {
        return (cells[x] & (CODE | CLUSTER)) != 0;
    }

    /**
     * Whether a cell is the second half of a wide character.
     *
     * @param x which cell
     * @return whether it is
     */
    public boolean isSecondHalf(int x) {
        return cells[x] == 0;
    }

    /**
     * The attributes of a cell.
     *
     * @param x which cell
     * @return packed attributes
     */
    public long attributes(int x) {
        return attributes[x];
    }

    /**
     * The color of the underline of a cell.
     *
     * @param x which cell
     * @return a color as {@link Attributes} has it
     */
    public int underlineColor(int x) {
        return underlineColors == null ? 0 : underlineColors[x];
    }

    /**
     * Appends the text of a cell: nothing if it is blank.
     *
     * @param x which cell
     * @param target receives it
     */
    public void appendText(int x, StringBuilder target) {
        int cell = cells[x];
        if ((cell & CLUSTER) != 0 && clusters != null) {
            target.append(clusters[x]);
        } else if ((cell & CODE) != 0) {
            target.appendCodePoint(cell & CODE);
        }
    }

    /**
     * The position after the last cell that holds a character.
     *
     * @return 0 to the number of cells
     */
    public int textLength() {
        int end = cells.length;
        while (end > 0 && !hasText(end - 1)) {
            end--;
        }
        return end > 0 ? Math.min(end - 1 + width(end - 1), cells.length) : 0;
    }

    /** Writes ASCII characters into cells. The caller sees to the halves of wide characters at both ends. */
    public void putAscii(int x, byte[] bytes, int from, int count, long style, int underlineColor) {
        for (int i = 0; i < count; i++) {
            cells[x + i] = bytes[from + i] | NARROW;
        }
        Arrays.fill(attributes, x, x + count, style);
        if (underlineColor != 0 || underlineColors != null) {
            Arrays.fill(colors(), x, x + count, underlineColor);
        }
    }

    /** Writes one code point and the second half of a wide one. The caller sees to the halves of what was there. */
    public void put(int x, int codePoint, int width, long style, int underlineColor) {
        set(x, codePoint | width << WIDTH_SHIFT, style, underlineColor);
        if (width == 2) {
            set(x + 1, 0, style, underlineColor);
        }
    }

    /** Adds a code point to a cell, which then has a width. */
    public void join(int x, int codePoint, int width) {
        StringBuilder text = new StringBuilder();
        appendText(x, text);
        if (text.length() < MOST_CLUSTER) {
            text.appendCodePoint(codePoint);
            if (clusters == null) {
                clusters = new String[cells.length];
            }
            clusters[x] = text.toString();
            cells[x] = CLUSTER;
        }
        cells[x] = (cells[x] & (CODE | CLUSTER)) | width << WIDTH_SHIFT;
    }

    /** Blanks the first half of a wide character whose second half is about to be overwritten. */
    public void mendLeft(int x, long style, int underlineColor) {
        if (x > 0 && width(x - 1) == 2) {
            blank(x - 1, style, underlineColor);
        }
    }

    /** Blanks the second half of a wide character whose first half has been overwritten. */
    public void mendRight(int x, long style, int underlineColor) {
        if (x < cells.length && isSecondHalf(x)) {
            blank(x, style, underlineColor);
        }
    }

    /** Makes a cell the second half of the one before it. */
    public void putSecondHalf(int x, long style, int underlineColor) {
        set(x, 0, style, underlineColor);
    }

    /** Blanks a cell. */
    public void blank(int x, long style, int underlineColor) {
        set(x, BLANK, style, underlineColor);
    }

    private void set(int x, int cell, long style, int underlineColor) {
        cells[x] = cell;
        attributes[x] = style;
        if (underlineColor != 0 || underlineColors != null) {
            colors()[x] = underlineColor;
        }
    }

    private int[] colors() {
        int[] colors = underlineColors;
        if (colors == null) {
            colors = new int[cells.length];
            underlineColors = colors;
        }
        return colors;
    }

    /** Blanks all cells. */
    public void clear(long fill) {
        Arrays.fill(cells, BLANK);
        Arrays.fill(attributes, fill);
        clusters = null;
        underlineColors = null;
        wrapped = false;
    }

    /** Blanks a range, and the other half of a wide character that it cuts; spares protected cells if asked to. */
    public void erase(int from, int to, long fill, boolean selective) {
        int end = Math.min(to, cells.length);
        if (from > 0 && width(from - 1) == 2 && !(selective && isProtected(from - 1))) {
            blank(from - 1, fill, 0);
        }
        if (end < cells.length && end > 0 && width(end - 1) == 2 && !(selective && isProtected(end))) {
            blank(end, fill, 0);
        }
        for (int x = from; x < end; x++) {
            if (!(selective && isProtected(x))) {
                blank(x, fill, 0);
            }
        }
    }

    private boolean isProtected(int x) {
        return (attributes[x] & Attributes.PROTECTED) != 0;
    }

    /** Moves the cells from a position to the right; those pushed out are lost. */
    public void insert(int at, int count, long fill, int underlineColor) {
        int n = Math.min(count, cells.length - at);
        if (at > 0 && width(at - 1) == 2) {
            blank(at - 1, fill, underlineColor);
        }
        move(at, at + n, cells.length - at - n);
        for (int x = at; x < at + n; x++) {
            blank(x, fill, underlineColor);
        }
        if (width(cells.length - 1) == 2) {
            blank(cells.length - 1, fill, underlineColor);
        }
    }

    /** Moves the cells behind a range to its place; the end becomes blank. */
    public void delete(int at, int count, long fill) {
        int n = Math.min(count, cells.length - at);
        move(at + n, at, cells.length - at - n);
        for (int x = cells.length - n; x < cells.length; x++) {
            blank(x, fill, 0);
        }
        if (at > 0 && width(at - 1) == 2) {
            blank(at - 1, fill, 0);
        }
        if (isSecondHalf(at)) {
            blank(at, fill, 0);
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(cells, from, cells, to, count);
        System.arraycopy(attributes, from, attributes, to, count);
        if (clusters != null) {
            System.arraycopy(clusters, from, clusters, to, count);
        }
        if (underlineColors != null) {
            System.arraycopy(underlineColors, from, underlineColors, to, count);
        }
    }

    /** Copies a cell of another line. */
    public void copyCell(Line source, int from, int to) {
        set(to, source.cells[from], source.attributes[from], source.underlineColor(from));
        if ((source.cells[from] & CLUSTER) != 0 && source.clusters != null) {
            if (clusters == null) {
                clusters = new String[cells.length];
            }
            clusters[to] = source.clusters[from];
        }
    }

    /** Fills all cells with one character. */
    public void fill(int codePoint, long style) {
        clear(style);
        Arrays.fill(cells, codePoint | NARROW);
    }

    /** Cuts cells off or adds blank ones. */
    public void resize(int columns) {
        int before = cells.length;
        cells = Arrays.copyOf(cells, columns);
        attributes = Arrays.copyOf(attributes, columns);
        clusters = clusters == null ? null : Arrays.copyOf(clusters, columns);
        underlineColors = underlineColors == null ? null : Arrays.copyOf(underlineColors, columns);
        if (columns > before) {
            Arrays.fill(cells, before, columns, BLANK);
        } else if (width(columns - 1) == 2) {
            blank(columns - 1, attributes[columns - 1], 0);
        }
    }
}
