// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;

/** Moves the cursor: by control characters, relatively, absolutely, by tab stops. */
final class Motion {

    private final Terminal terminal;

    Motion(Terminal terminal) {
        this.terminal = terminal;
    }

    void lineFeed() {
        Page page = terminal.page;
        if (terminal.modes.newLine) {
            page.x = 0;
        }
        boolean last = page.y == page.bottom() || page.y == terminal.rows() - 1;
        Line line = terminal.nextRow();
        if (!last) {
            line.setWrapped(false);
        }
        page.x = Math.min(page.x, terminal.columns() - 1);
    }

    /** IND: down, scrolling at the bottom margin. */
    void index() {
        terminal.keepInside();
        terminal.nextRow();
        terminal.keepInside();
    }

    void nextLine() {
        terminal.page.x = 0;
        index();
    }

    /** RI: up, scrolling at the top margin. */
    void reverseIndex() {
        terminal.keepInside();
        Page page = terminal.page;
        if (page.y == page.top()) {
            page.insertRow(page.top(), terminal.erased());
        } else {
            page.y--;
            terminal.keepInside();
        }
    }

    void carriageReturn() {
        terminal.page.x = 0;
    }

    void backspace() {
        Page page = terminal.page;
        if (!terminal.modes.reverseWrap) {
            terminal.keepInside();
            page.x = Math.max(0, page.x - 1);
            return;
        }
        terminal.keepInside(terminal.columns());
        if (page.x > 0) {
            page.x--;
        } else if (page.y > page.top() && page.y <= page.bottom() && page.line().isWrapped()) {
            page.line().setWrapped(false);
            page.y--;
            page.x = terminal.columns() - 1;
            if (page.x > 0 && page.line().width(page.x) != 0 && !page.line().hasText(page.x)) {
                page.x--; // a wide character did not fit there
            }
        }
        terminal.keepInside();
    }

    void tab(int count) {
        Page page = terminal.page;
        if (page.x >= terminal.columns()) {
            return;
        }
        for (int i = 0; i < count && page.x < terminal.columns() - 1; i++) {
            int next = page.tabs().nextSetBit(page.x + 1);
            page.x = next < 0 ? terminal.columns() - 1 : Math.min(next, terminal.columns() - 1);
        }
    }

    void tabBack(int count) {
        Page page = terminal.page;
        if (page.x >= terminal.columns()) {
            return;
        }
        for (int i = 0; i < count && page.x > 0; i++) {
            page.x = Math.max(0, page.tabs().previousSetBit(page.x - 1));
        }
    }

    void setTab() {
        terminal.page.tabs().set(terminal.page.x);
    }

    void clearTab(int which) {
        if (which == 0) {
            terminal.page.tabs().clear(terminal.page.x);
        } else if (which == 3) {
            terminal.page.tabs().clear();
        }
    }

    /** Up, and not beyond the top margin unless the cursor is above it. */
    void up(int count) {
        Page page = terminal.page;
        int room = page.y - page.top();
        move(0, -(room >= 0 ? Math.min(room, count) : count));
    }

    /** Down, and not beyond the bottom margin unless the cursor is below it. */
    void down(int count) {
        Page page = terminal.page;
        int room = page.bottom() - page.y;
        move(0, room >= 0 ? Math.min(room, count) : count);
    }

    void move(int columns, int rows) {
        terminal.keepInside();
        terminal.page.x += columns;
        terminal.page.y += rows;
        terminal.keepInside();
    }

    /** To a column, from 0. */
    void toColumn(int column) {
        terminal.page.x = column;
        terminal.keepInside();
    }

    /** To a row, from 0, counted from the top margin in origin mode. */
    void toRow(int row) {
        terminal.page.y = row + (terminal.modes.origin ? terminal.page.top() : 0);
        terminal.keepInside();
    }

    void to(int column, int row) {
        terminal.page.x = column;
        toRow(row);
    }

    /** DECSTBM. */
    void setMargins(int first, int last) {
        int bottom = last == 0 || last > terminal.rows() ? terminal.rows() : last;
        if (bottom > first) {
            terminal.page.setMargins(first - 1, bottom - 1);
            to(0, 0);
        }
    }
}
