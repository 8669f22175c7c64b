// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Page;

/** Erases, inserts, deletes and scrolls. */
final class Editing {

    private final Terminal terminal;

    Editing(Terminal terminal) {
        this.terminal = terminal;
    }

    /** ED and DECSED: 0 from the cursor, 1 to the cursor, 2 everything, 3 what was scrolled out. */
    void eraseDisplay(int which, boolean selective) {
        terminal.keepInside(terminal.columns());
        Page page = terminal.page;
        switch (which) {
            case 0 -> {
                eraseInRow(page.x, terminal.columns(), page.x == 0, selective);
                eraseRows(page.y + 1, terminal.rows(), selective);
            }
            case 1 -> {
                eraseInRow(0, page.x + 1, true, selective);
                if (page.x + 1 >= terminal.columns() && page.y + 1 < terminal.rows()) {
                    page.line(page.y + 1).setWrapped(false);
                }
                eraseRows(0, page.y, selective);
            }
            case 2 -> eraseRows(0, terminal.rows(), selective);
            case 3 -> page.clearHistory();
            default -> {}
        }
    }

    /** EL and DECSEL: 0 from the cursor, 1 to the cursor, 2 the row. */
    void eraseLine(int which, boolean selective) {
        terminal.keepInside(terminal.columns());
        int x = terminal.page.x;
        switch (which) {
            case 0 -> eraseInRow(x, terminal.columns(), x == 0, selective);
            case 1 -> eraseInRow(0, x + 1, false, selective);
            case 2 -> eraseInRow(0, terminal.columns(), true, selective);
            default -> {}
        }
    }

    /** ECH. */
    void eraseCharacters(int count) {
        terminal.keepInside();
        int x = terminal.page.x;
        eraseInRow(x, Math.min(x + count, terminal.columns()), false, false);
    }

    private void eraseInRow(int from, int to, boolean endsWrap, boolean selective) {
        terminal.page.line().erase(from, to, terminal.erased(), selective);
        if (endsWrap) {
            terminal.page.line().setWrapped(false);
        }
    }

    private void eraseRows(int from, int to, boolean selective) {
        for (int row = from; row < to; row++) {
            if (selective) {
                terminal.page.line(row).erase(0, terminal.columns(), terminal.erased(), true);
                terminal.page.line(row).setWrapped(false);
            } else {
                terminal.page.line(row).clear(terminal.erased());
            }
        }
    }

    /** ICH. */
    void insertCharacters(int count) {
        terminal.keepInside();
        terminal.page.line().insert(terminal.page.x, count, terminal.erased(), 0);
    }

    /** DCH. */
    void deleteCharacters(int count) {
        terminal.keepInside();
        terminal.page.line().delete(terminal.page.x, count, terminal.erased());
    }

    /** IL. */
    void insertLines(int count) {
        Page page = terminal.page;
        terminal.keepInside();
        if (page.isInside()) {
            repeatAtMost(count, () -> page.insertRow(page.y, terminal.erased()));
            page.x = 0;
        }
    }

    /** DL. */
    void deleteLines(int count) {
        Page page = terminal.page;
        terminal.keepInside();
        if (page.isInside()) {
            repeatAtMost(count, () -> page.deleteRow(page.y, terminal.erased()));
            page.x = 0;
        }
    }

    /** SU: what leaves at the top is lost, as with xterm. */
    void scrollUp(int count) {
        Page page = terminal.page;
        repeatAtMost(count, () -> page.deleteRow(page.top(), terminal.erased()));
    }

    /** SD. */
    void scrollDown(int count) {
        Page page = terminal.page;
        repeatAtMost(count, () -> page.insertRow(page.top(), terminal.erased()));
    }

    /** After as many times as there are rows, more of the same changes nothing. */
    private void repeatAtMost(int count, Runnable action) {
        for (int i = Math.min(count, terminal.rows()); i > 0; i--) {
            action.run();
        }
    }

    /** SR, DECIC: moves the cells of all rows between the margins to the right, from a column on. */
    void insertColumns(int column, int count) {
        Page page = terminal.page;
        if (page.isInside()) {
            for (int row = page.top(); row <= page.bottom(); row++) {
                page.line(row).insert(Math.min(column, terminal.columns() - 1), count, terminal.erased(), 0);
                page.line(row).setWrapped(false);
            }
        }
    }

    /** SL, DECDC: moves them to the left. */
    void deleteColumns(int column, int count) {
        Page page = terminal.page;
        if (page.isInside()) {
            for (int row = page.top(); row <= page.bottom(); row++) {
                page.line(row).delete(Math.min(column, terminal.columns() - 1), count, terminal.erased());
                page.line(row).setWrapped(false);
            }
        }
    }

    /** DECALN: fills the page with E, as service technicians want it. */
    void alignmentPattern() {
        Page page = terminal.page;
        for (int row = 0; row < terminal.rows(); row++) {
            page.line(row).fill('E', terminal.pen);
        }
        page.x = 0;
        page.y = terminal.modes.origin ? page.top() : 0;
    }
}
