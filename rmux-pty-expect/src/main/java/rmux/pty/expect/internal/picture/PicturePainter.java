// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Line;
import rmux.pty.expect.internal.grid.Page;

/** Goes over a page and draws its cells, those that look the same together. */
final class PicturePainter {

    private final Page page;
    private final boolean cursorVisible;
    private final Canvas canvas;

    PicturePainter(Page page, boolean cursorVisible, Canvas canvas) {
        this.page = page;
        this.cursorVisible = cursorVisible;
        this.canvas = canvas;
    }

    void paint() {
        for (int row = 0; row < page.rows(); row++) {
            Line line = page.line(row);
            int from = 0;
            while (from < page.columns()) {
                Look look = look(line, from, row);
                int to = from + 1;
                while (to < page.columns() && look(line, to, row).equals(look)) {
                    to++;
                }
                run(line, row, from, to, look);
                from = to;
            }
        }
    }

    private Look look(Line line, int x, int row) {
        int cell = line.isSecondHalf(x) && x > 0 ? x - 1 : x;
        int cursor = Math.min(page.x, page.columns() - 1);
        boolean atCursor = cursorVisible && row == page.y && (cursor == cell || cursor == x);
        return Look.of(line, cell, atCursor);
    }

    private void run(Line line, int row, int from, int to, Look look) {
        if (look.background() != Palette.BACKGROUND) {
            canvas.fill(from, row, to - from, look.background());
        }
        if (!look.has(Attributes.INVISIBLE)) {
            texts(line, row, from, to, look);
            canvas.lines(from, row, to - from, look);
        }
    }

    /** Plain characters in one piece, others one by one, so that each is in its place whatever the font makes of it. */
    private void texts(Line line, int row, int from, int to, Look look) {
        StringBuilder piece = new StringBuilder();
        int start = from;
        for (int x = from; x < to; x++) {
            StringBuilder text = new StringBuilder();
            line.appendText(x, text);
            if (text.length() == 1 && text.charAt(0) < 0x7f) {
                if (piece.isEmpty()) {
                    start = x;
                }
                piece.append(text);
            } else {
                flush(piece, row, start, look);
                if (!text.isEmpty()) {
                    canvas.text(x, row, line.width(x), text.toString(), look);
                }
            }
        }
        flush(piece, row, start, look);
    }

    private void flush(StringBuilder piece, int row, int start, Look look) {
        if (!piece.toString().isBlank()) {
            canvas.text(start, row, piece.length(), piece.toString(), look);
        }
        piece.setLength(0);
    }
}
