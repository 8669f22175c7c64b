// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.grid;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one of the two screens (main and alternate), its cursor, margins and tab stops.
 *
 * <p>The cursor is in column {@code columns} after a character was written into the last one: the next one wraps.
 */
public final class Page {

    private static final int TAB = 8;

    private final History history;
    private Line[] lines;
    private int columns;
    private BitSet tabs = new BitSet();
    private int top;
    private int bottom;
    /** The column of the cursor, 0 to the number of columns. */
    public int x;
    /** The row of the cursor. */
    public int y;

    /**
     * A blank page.
     *
     * @param columns the number of columns
     * @param rows the number of rows
     * @param scrollback the most lines that are kept when they are scrolled out
     */
    public Page(int columns, int rows, int scrollback) {
        this.columns = columns;
        history = new History(scrollback);
        lines = new Line[rows];
        reset(Attributes.NONE);
    }

    /**
     * Makes everything as at the beginning, except the history.
     *
     * @param fill the attributes of each cell
     */
    public void reset(long fill) {
        for (int row = 0; row < lines.length; row++) {
            lines[row] = new Line(columns, fill);
        }
        x = 0;
        y = 0;
        resetMargins();
        tabs = new BitSet();
        setDefaultTabs(0);
    }

    private void setDefaultTabs(int from) {
        for (int column = (from + TAB - 1) / TAB * TAB; column < columns; column += TAB) {
            tabs.set(column);
        }
    }

    /**
     * The number of columns.
     *
     * @return the number
     */
    public int columns() {
        return columns;
    }

    /**
     * The number of rows.
     *
     * @return the number
     */
    public int rows() {
        return lines.length;
    }

    /**
     * A row.
     *
     * @param row which one, from the top
     * @return its line
     */
    public Line line(int row) {
        return lines[row];
    }

    /**
     * The row that the cursor is in.
     *
     * @return its line
     */
    public Line line() {
        return lines[y];
    }

    /**
     * What was scrolled out.
     *
     * @return the history
     */
    public History history() {
        return history;
    }

    /** Forgets what was scrolled out. */
    public void clearHistory() {
        history.clear();
    }

    /**
     * The first row that scrolls.
     *
     * @return the row
     */
    public int top() {
        return top;
    }

    /**
     * The last row that scrolls.
     *
     * @return the row
     */
    public int bottom() {
        return bottom;
    }

    /**
     * Whether the cursor is between the margins.
     *
     * @return whether it is
     */
    public boolean isInside() {
        return y >= top && y <= bottom;
    }

    /**
     * Sets the margins.
     *
     * @param first the first row that scrolls
     * @param last the last one
     */
    public void setMargins(int first, int last) {
        top = first;
        bottom = last;
    }

    /** Makes all rows scroll. */
    public void resetMargins() {
        setMargins(0, lines.length - 1);
    }

    /**
     * The tab stops.
     *
     * @return the columns that have one; may be changed
     */
    public BitSet tabs() {
        return tabs;
    }

    /**
     * Scrolls up by a row because there was no room below the cursor. At the top of the main screen the row goes to the history.
     *
     * @param fill the attributes of the new row
     * @return the new row
     */
    public Line scroll(long fill) {
        Line out = lines[top];
        Line recycled = top == 0 ? history.push(out) : out;
        return shiftUp(top, fill, recycled);
    }

    /**
     * Takes a row out; those below it, down to the bottom margin, move up.
     *
     * @param row the row
     * @param fill the attributes of the new row at the bottom margin
     */
    public void deleteRow(int row, long fill) {
        shiftUp(row, fill, lines[row]);
    }

    private Line shiftUp(int row, long fill, @Nullable Line recycled) {
        System.arraycopy(lines, row + 1, lines, row, bottom - row);
        Line line = renew(recycled, fill);
        lines[bottom] = line;
        return line;
    }

    /**
     * Puts a blank row in; that one and those below it, down to the bottom margin, move down.
     *
     * @param row the row
     * @param fill the attributes of the new row
     */
    public void insertRow(int row, long fill) {
        Line recycled = lines[bottom];
        System.arraycopy(lines, row, lines, row + 1, bottom - row);
        lines[row] = renew(recycled, fill);
    }

    private Line renew(@Nullable Line recycled, long fill) {
        if (recycled == null || recycled.columns() != columns) {
            return new Line(columns, fill);
        }
        recycled.clear(fill);
        return recycled;
    }

    /**
     * Changes the size. Text is not wrapped anew. Rows that do not fit go to the history from the top, after blank ones below the
     * cursor; new rows come back from there.
     *
     * @param newColumns the number of columns
     * @param newRows the number of rows
     */
    public void resize(int newColumns, int newRows) {
        int before = columns;
        columns = newColumns;
        for (Line line : lines) {
            line.resize(newColumns);
        }
        if (newColumns > before) {
            setDefaultTabs(before);
        } else {
            tabs.clear(newColumns, Math.max(newColumns, tabs.length()));
        }
        lines = withRows(newRows);
        x = Math.min(x, newColumns - 1);
        resetMargins();
    }

    private Line[] withRows(int rows) {
        int above = Math.max(0, y + 1 - rows); // rows to be pushed out at the top so that the cursor stays
        for (int row = 0; row < above; row++) {
            history.push(lines[row]);
        }
        y -= above;
        int kept = Math.min(lines.length - above, rows);
        Line[] result = new Line[rows];
        int back = 0;
        if (lines.length < rows) {
            back = Math.min(rows - lines.length, history.size());
            for (int row = back - 1; row >= 0; row--) {
                Line line = history.pop();
                result[row] = line == null ? new Line(columns, Attributes.NONE) : line;
                result[row].resize(columns);
            }
            y += back;
        }
        System.arraycopy(lines, above, result, back, kept);
        for (int row = back + kept; row < rows; row++) {
            result[row] = new Line(columns, Attributes.NONE);
        }
        return result;
    }
}
