// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;
import rmux.pty.expect.internal.text.Charset;
import rmux.pty.expect.internal.text.Graphemes;

/** Puts characters into cells: wrapping, wide characters, clusters, insertion. */
final class Printer {

    private final Terminal terminal;

    Printer(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A run of ASCII, which is most of what programs write: whole stretches of a row at once where nothing special is on. */
    void ascii(byte[] bytes, int from, int to) {
        Charset charset = terminal.charsets.current();
        int at = from;
        if (!charset.isPlain() || terminal.modes.insert) {
            for (; at < to; at++) {
                one(charset.meaning(bytes[at]));
            }
            return;
        }
        if (Graphemes.joinsAnything(terminal.joinState)) {
            one(bytes[at++]);
        }
        Page page = terminal.page;
        while (at < to) {
            int columns = page.columns();
            if (page.x >= columns) {
                if (terminal.modes.autoWrap) {
                    wrap(0);
                } else {
                    page.x = columns - 1;
                    at = to - 1; // each replaces the one before it in the last column
                }
            }
            int count = Math.min(to - at, columns - page.x);
            Line line = page.line();
            line.mendLeft(page.x, terminal.pen, terminal.underlineColor);
            line.putAscii(page.x, bytes, at, count, terminal.pen, terminal.underlineColor);
            page.x += count;
            at += count;
            line.mendRight(page.x, terminal.pen, terminal.underlineColor);
        }
        terminal.joinState = Graphemes.PLAIN;
    }

    /** One character; the character set has been applied. */
    void one(int codePoint) {
        Page page = terminal.page;
        int columns = page.columns();
        int before = terminal.joinState;
        int now = Graphemes.next(before, codePoint);
        terminal.joinState = now;
        boolean joined = Graphemes.isJoined(now);
        int width = Math.min(Graphemes.width(now), columns);
        int widthBefore = joined ? Math.min(Graphemes.width(before), columns) : 0;
        page.line().mendLeft(page.x, terminal.pen, terminal.underlineColor);
        if (page.x + width - widthBefore > columns) {
            if (terminal.modes.autoWrap) {
                wrap(widthBefore);
            } else {
                page.x = columns - 1;
                if (width == 2) {
                    return; // there is no room for it in the last column
                }
            }
        }
        Line line = page.line();
        if (joined && page.x > 0) {
            join(line, codePoint, width, width - widthBefore);
        } else {
            if (terminal.modes.insert) {
                line.insert(page.x, width, terminal.pen, terminal.underlineColor);
            }
            line.put(page.x, codePoint, width, terminal.pen, terminal.underlineColor);
            page.x += width;
        }
        line.mendRight(page.x, terminal.pen, terminal.underlineColor);
    }

    private void join(Line line, int codePoint, int width, int added) {
        Page page = terminal.page;
        int cell = line.isSecondHalf(page.x - 1) ? page.x - 2 : page.x - 1;
        line.join(Math.max(cell, 0), codePoint, width);
        for (int i = 0; i < added; i++) {
            line.putSecondHalf(page.x++, terminal.pen, terminal.underlineColor);
        }
    }

    /** Goes on in the next row, and takes the character along that has just become too wide for this one. */
    private void wrap(int taken) {
        Page page = terminal.page;
        Line from = page.line();
        int first = page.x - taken;
        page.x = taken;
        Line to = terminal.nextRow();
        to.setWrapped(true);
        for (int i = 0; i < taken; i++) {
            to.copyCell(from, first + i, i);
        }
        for (int x = first; x < page.columns(); x++) {
            from.blank(x, terminal.pen, terminal.underlineColor);
        }
    }

    /** REP: the last character again. */
    void repeat(int count) {
        int width = Graphemes.width(terminal.joinState);
        Page page = terminal.page;
        int cell = page.x - width;
        if (width == 0 || cell < 0) {
            return;
        }
        StringBuilder text = new StringBuilder();
        page.line().appendText(cell, text);
        int[] codePoints = text.codePoints().toArray();
        for (int i = Math.min(count, page.columns() * page.rows()); i > 0; i--) {
            for (int codePoint : codePoints) {
                one(codePoint);
            }
        }
    }
}
