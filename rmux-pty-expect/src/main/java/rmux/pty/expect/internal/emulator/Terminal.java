// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;
import rmux.pty.expect.internal.text.Graphemes;

/** The state that sequences act upon: two pages, of which one is shown, the pen, the modes, the titles. */
public final class Terminal {

    final Page main;
    final Page alternate;
    final Modes modes = new Modes();
    final Charsets charsets = new Charsets();
    final Titles titles = new Titles();
    private final SavedCursor savedMain = new SavedCursor();
    private final SavedCursor savedAlternate = new SavedCursor();

    /** The page that is shown. */
    Page page;
    /** The attributes of what is printed next. */
    long pen = Attributes.NONE;
    /** The color of underlines that are printed next. */
    int underlineColor;
    /** What the next character may join with, see {@link Graphemes}. */
    int joinState = Graphemes.NONE;

    /**
     * A terminal as after power-on.
     *
     * @param columns the number of columns
     * @param rows the number of rows
     * @param scrollback the most lines that are kept when they are scrolled out of the main page
     */
    public Terminal(int columns, int rows, int scrollback) {
        main = new Page(columns, rows, scrollback);
        alternate = new Page(columns, rows, 0);
        page = main;
    }

    /**
     * The page that is shown.
     *
     * @return the page
     */
    public Page page() {
        return page;
    }

    /**
     * The main page, whose history is the scrollback.
     *
     * @return the page
     */
    public Page main() {
        return main;
    }

    /**
     * The modes.
     *
     * @return the modes, to be read
     */
    public Modes modes() {
        return modes;
    }

    /**
     * The titles.
     *
     * @return the titles
     */
    public Titles titles() {
        return titles;
    }

    /**
     * The attributes of what is printed next.
     *
     * @return packed attributes
     */
    public long pen() {
        return pen;
    }

    /**
     * The color of underlines that are printed next.
     *
     * @return a color
     */
    public int underlineColor() {
        return underlineColor;
    }

    /**
     * Whether the alternate page is shown.
     *
     * @return whether it is
     */
    public boolean isAlternate() {
        return page.equals(alternate);
    }

    int columns() {
        return page.columns();
    }

    int rows() {
        return page.rows();
    }

    /** The attributes that erased cells get. */
    long erased() {
        return Attributes.erased(pen);
    }

    SavedCursor saved() {
        return isAlternate() ? savedAlternate : savedMain;
    }

    SavedCursor savedMain() {
        return savedMain;
    }

    SavedCursor savedAlternate() {
        return savedAlternate;
    }

    /** Keeps the cursor on the page, and between the margins if positions count from there. */
    void keepInside() {
        keepInside(columns() - 1);
    }

    /** The same, the column being allowed to be as large as a limit. */
    void keepInside(int mostColumn) {
        page.x = Math.max(0, Math.min(page.x, mostColumn));
        page.y = modes.origin
                ? Math.max(page.top(), Math.min(page.y, page.bottom()))
                : Math.max(0, Math.min(page.y, rows() - 1));
    }

    void showAlternate() {
        if (!isAlternate()) {
            alternate.reset(erased());
            alternate.x = main.x;
            alternate.y = main.y;
            page = alternate;
        }
    }

    void showMain() {
        if (isAlternate()) {
            main.x = alternate.x;
            main.y = alternate.y;
            page = main;
        }
    }

    /** Goes to the next row, scrolling if there is none; says so in the new row if the text wraps. */
    Line nextRow() {
        if (page.y == page.bottom()) {
            return page.scroll(erased());
        }
        page.y = Math.min(page.y + 1, rows() - 1);
        return page.line();
    }

    /** RIS. */
    void reset() {
        page = main;
        main.reset(Attributes.NONE);
        main.clearHistory();
        alternate.reset(Attributes.NONE);
        modes.reset();
        charsets.reset();
        savedMain.reset();
        savedAlternate.reset();
        pen = Attributes.NONE;
        underlineColor = 0;
    }

    /** DECSTR. */
    void softReset() {
        modes.softReset();
        page.resetMargins();
        charsets.reset();
        saved().reset();
        pen = Attributes.NONE;
        underlineColor = 0;
    }

    /**
     * Changes the size of both pages.
     *
     * @param columns the number of columns
     * @param rows the number of rows
     */
    public void resize(int columns, int rows) {
        main.resize(columns, rows);
        alternate.resize(columns, rows);
        joinState = Graphemes.NONE;
    }
}
