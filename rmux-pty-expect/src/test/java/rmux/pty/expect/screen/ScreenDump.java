// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import java.util.List;
import java.util.Locale;
import rmux.pty.expect.internal.emulator.Terminal;
import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;

/** Writes all of a screen as text, in the form of {@code src/test/oracle/cells.js}. */
final class ScreenDump {

    private static final long[] FLAGS = {
        Attributes.BOLD,
        Attributes.DIM,
        Attributes.ITALIC,
        Attributes.BLINK,
        Attributes.INVERSE,
        Attributes.INVISIBLE,
        Attributes.STRUCK,
        Attributes.OVERLINE
    };
    private static final String BLANK = "\u2400";

    private final StringBuilder result = new StringBuilder();

    private ScreenDump() {}

    static String of(Screen screen, List<String> replies) {
        ScreenDump dump = new ScreenDump();
        Terminal terminal = screen.terminal();
        Page page = terminal.page();
        dump.line("cursor " + page.x + " " + page.y + " " + (terminal.modes().cursorVisible ? "shown" : "hidden"));
        dump.line("page " + (terminal.isAlternate() ? "alternate" : "normal"));
        dump.line("title " + terminal.titles().title());
        replies.forEach(reply -> dump.line("reply " + reply));
        dump.page("normal", terminal.main());
        if (terminal.isAlternate()) {
            dump.page("alternate", page);
        }
        return dump.result.toString();
    }

    private void line(String text) {
        result.append(text).append('\n');
    }

    private void page(String name, Page page) {
        line(name + " " + page.history().size() + " above");
        int row = -page.history().size();
        for (Line line : page.history().lines()) {
            row(row++, line);
        }
        for (; row < page.rows(); row++) {
            row(row, page.line(row));
        }
    }

    private void row(int number, Line line) {
        line(number + (line.isWrapped() ? " wrapped" : ""));
        int from = 0;
        while (from < line.columns()) {
            String look = look(line, from);
            StringBuilder text = new StringBuilder();
            int to = from;
            while (to < line.columns() && look(line, to).equals(look)) {
                text.append(cell(line, to++));
            }
            line("  " + from + " " + look + " " + shortened(text.toString()));
            from = to;
        }
    }

    private static String shortened(String text) {
        int end = text.length();
        while (text.startsWith(BLANK, end - 1)) {
            end--;
        }
        int blanks = text.length() - end;
        return blanks == 0 ? text : text.substring(0, end) + BLANK + "*" + blanks;
    }

    private static String cell(Line line, int x) {
        StringBuilder text = new StringBuilder();
        line.appendText(x, text);
        int width = line.width(x);
        if (width == 0) {
            return text.isEmpty() ? "" : "[" + text + ":0]";
        }
        if (width == 1 && text.isEmpty()) {
            return BLANK;
        }
        boolean single = text.codePointCount(0, text.length()) == 1;
        return width == 1 && single ? text.toString() : "[" + text + ":" + width + "]";
    }

    private static String look(Line line, int x) {
        long packed = line.attributes(x);
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((packed & FLAGS[i]) != 0) {
                flags.append("bdikvhso".charAt(i));
            }
        }
        return color(Attributes.foreground(packed))
                + " "
                + color(Attributes.background(packed))
                + " "
                + (flags.isEmpty() ? "-" : flags)
                + " "
                + Attributes.underline(packed)
                + " "
                + color(line.underlineColor(x));
    }

    private static String color(int packed) {
        int value = packed & Attributes.VALUE;
        if ((packed & Attributes.RGB) != 0) {
            return String.format(Locale.ROOT, "#%06x", value);
        }
        return (packed & Attributes.INDEXED) != 0 ? String.valueOf(value) : "-";
    }
}
