// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

import rmux.pty.expect.internal.grid.Line;

/** The text of a line, as a person reads it. */
final class LineText {

    private LineText() {}

    /** Blank cells are spaces, those at the end nothing. */
    static String of(Line line) {
        StringBuilder text = new StringBuilder();
        int end = line.textLength();
        for (int x = 0; x < end; x++) {
            if (line.hasText(x)) {
                line.appendText(x, text);
            } else if (!line.isSecondHalf(x)) {
                text.append(' ');
            }
        }
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == ' ') {
            length--;
        }
        return text.substring(0, length);
    }
}
