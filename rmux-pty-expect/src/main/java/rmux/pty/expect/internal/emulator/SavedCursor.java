// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;

/** What DECSC saves and DECRC restores; each of the two pages has one. */
final class SavedCursor {

    private int x;
    private int y;
    private long pen = Attributes.NONE;
    private int underlineColor;
    private final Charsets charsets = new Charsets();

    void save(Terminal terminal) {
        x = Math.min(terminal.page.x, terminal.columns() - 1);
        y = terminal.page.y;
        pen = terminal.pen;
        underlineColor = terminal.underlineColor;
        charsets.copyFrom(terminal.charsets);
    }

    void restore(Terminal terminal) {
        terminal.page.x = x;
        terminal.page.y = y;
        terminal.pen = pen;
        terminal.underlineColor = underlineColor;
        terminal.charsets.copyFrom(charsets);
        terminal.keepInside();
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    long pen() {
        return pen;
    }

    int underlineColor() {
        return underlineColor;
    }

    Charsets charsets() {
        return charsets;
    }

    /** DECSTR. */
    void reset() {
        x = 0;
        y = 0;
        pen = Attributes.NONE;
        underlineColor = 0;
        charsets.reset();
    }
}
