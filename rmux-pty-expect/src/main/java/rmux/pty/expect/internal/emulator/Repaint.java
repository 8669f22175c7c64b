// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;

/** Writes the state of a terminal as the sequences that bring another one, whatever its state, to the same. */
public final class Repaint {

    private static final String CANCEL = "\u0018\u001b\\"; // whatever sequence or string the other one is in
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();
    private final RepaintPen pen = new RepaintPen(out);

    /**
     * Prepares to write a state.
     *
     * @param terminal the state
     */
    public Repaint(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Writes it.
     *
     * @param withHistory whether lines that were scrolled out come before
     * @return text for another terminal
     */
    public String paint(boolean withHistory) {
        out.append(CANCEL).append("\u001b[?2026h");
        RepaintModes.reset(out);
        pen.reset();
        out.append(CLEAR);
        if (withHistory) {
            history();
        }
        if (terminal.isAlternate()) {
            paint(terminal.main());
            save(terminal.savedMain()); // the next one saves the cursor
            out.append("\u001b[?1049h");
            RepaintModes.asciiOnly(out);
            pen.set(0, 0);
            out.append(CLEAR); // of the background that the saved pen has
            paint(terminal.page());
        } else {
            hiddenCursor();
            paint(terminal.main());
        }
        finish(terminal.page());
        return out.toString();
    }

    private void history() {
        boolean isFull = false;
        for (Line line : terminal.main().history().lines()) {
            if (!(isFull && goesOn(line))) {
                pen.set(0, 0);
                out.append("\r\n");
            }
            cells(line);
            isFull = isFull(line);
        }
        pen.set(0, 0);
        out.append("\n".repeat(terminal.rows())); // so that all of it scrolls out
        out.append(CLEAR);
    }

    /** What a program has saved on the alternate page is there when it comes back. */
    private void hiddenCursor() {
        out.append("\u001b[?47h");
        save(terminal.savedAlternate());
        out.append("\u001b7\u001b[?47l");
        RepaintModes.asciiOnly(out);
    }

    private void paint(Page page) {
        pen.set(0, 0);
        boolean isFull = false;
        for (int row = 0; row < page.rows(); row++) {
            Line line = page.line(row);
            if (end(line) > 0) {
                if (!(isFull && goesOn(line))) { // else the text itself goes on there
                    position(0, row);
                }
                cells(line);
            }
            isFull = isFull(line);
        }
        pen.set(0, 0);
        out.append("\u001b[3g");
        page.tabs().stream().filter(column -> column < page.columns()).forEach(column -> {
            position(column, 0);
            out.append("\u001bH");
        });
        out.append("\u001b[")
                .append(page.top() + 1)
                .append(';')
                .append(page.bottom() + 1)
                .append('r');
    }

    private void cells(Line line) {
        int end = end(line);
        int x = 0;
        while (x < end) {
            int blanks = blanks(line, x, end);
            if (blanks > 0) {
                erased(line.attributes(x), blanks);
                x += blanks;
            } else {
                cell(line, x++);
            }
        }
    }

    /** How many cells from here on are as erasing leaves them, with the same background. */
    private static int blanks(Line line, int from, int end) {
        long attributes = line.attributes(from);
        int x = from;
        while (x < end
                && isBlank(line, x)
                && line.attributes(x) == attributes
                && attributes == Attributes.erased(attributes)) {
            x++;
        }
        return x - from;
    }

    private void erased(long attributes, int count) {
        if (attributes != Attributes.NONE) {
            pen.set(attributes, 0);
            out.append("\u001b[").append(count).append('X');
        }
        out.append("\u001b[").append(count).append('C');
    }

    private void cell(Line line, int x) {
        if (!isHidden(line, x)) {
            pen.set(line.attributes(x), line.underlineColor(x));
            int before = out.length();
            line.appendText(x, out);
            if (out.length() == before) {
                out.append(' ');
            }
        }
    }

    /** Whether writing the line above and then this one wraps into this one by itself. */
    private static boolean goesOn(Line line) {
        return line.isWrapped() && !isBlank(line, 0);
    }

    /** Whether a cell is covered by the wide character before it. */
    private static boolean isHidden(Line line, int x) {
        return x > 0 && line.isSecondHalf(x) && line.width(x - 1) == 2;
    }

    private static boolean isBlank(Line line, int x) {
        return !line.hasText(x) && !isHidden(line, x);
    }

    /** Whether the cursor is behind the last column when the line has been written. */
    private static boolean isFull(Line line) {
        return end(line) == line.columns() && !isBlank(line, line.columns() - 1);
    }

    /** The position after the last cell that is not as after erasing. */
    private static int end(Line line) {
        int end = line.columns();
        while (end > 0 && isBlank(line, end - 1) && line.attributes(end - 1) == Attributes.NONE) {
            end--;
        }
        return end;
    }

    private void position(int x, int y) {
        out.append("\u001b[").append(y + 1).append(';').append(x + 1).append('H');
    }

    /** Makes the other one's cursor, pen and character sets those that were saved. */
    private void save(SavedCursor saved) {
        position(saved.x(), saved.y());
        pen.set(saved.pen(), saved.underlineColor());
        RepaintModes.charsets(out, saved.charsets());
    }

    private void finish(Page page) {
        save(terminal.saved());
        out.append("\u001b7");
        RepaintModes.asciiOnly(out);
        out.append("\u001b[")
                .append(page.top() + 1)
                .append(';')
                .append(page.bottom() + 1)
                .append('r');
        Modes modes = terminal.modes();
        if (modes.origin) {
            out.append("\u001b[?6h");
        }
        cursor(page, modes.origin ? page.top() : 0);
        pen.set(terminal.pen(), terminal.underlineColor());
        RepaintModes.charsets(out, terminal.charsets);
        RepaintModes.set(out, modes);
        out.append("\u001b]2;").append(printable(terminal.titles().title())).append("\u001b\\");
        out.append(modes.synchronizedOutput ? "" : "\u001b[?2026l");
    }

    /** Behind the last column, the cursor is where printing the last character leaves it. */
    private void cursor(Page page, int from) {
        int last = page.columns() - 1;
        if (page.x > last) {
            Line line = page.line(page.y);
            int x = isHidden(line, last) ? last - 1 : last;
            position(x, page.y - from);
            cell(line, x);
        } else {
            position(page.x, page.y - from);
        }
    }

    private static String printable(String title) {
        return title.codePoints()
                .filter(code -> code >= ' ' && !(code >= 0x7f && code < 0xa0))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
