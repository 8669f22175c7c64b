// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;

/** The pen of another terminal, changed by sequences only when it has to be. */
final class RepaintPen {

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
    private static final int[] CODES = {1, 2, 3, 5, 7, 8, 9, 53};

    private final StringBuilder out;
    private long attributes;
    private int underlineColor;

    RepaintPen(StringBuilder out) {
        this.out = out;
    }

    /** Makes it plain, whatever it was. */
    void reset() {
        out.append("\u001b[0\"q\u001b[m");
        attributes = Attributes.NONE;
        underlineColor = 0;
    }

    void set(long wanted, int color) {
        if (wanted == attributes && color == underlineColor) {
            return;
        }
        if (((wanted ^ attributes) & Attributes.PROTECTED) != 0) {
            out.append((wanted & Attributes.PROTECTED) != 0 ? "\u001b[1\"q" : "\u001b[0\"q");
        }
        out.append("\u001b[0");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((wanted & FLAGS[i]) != 0) {
                out.append(';').append(CODES[i]);
            }
        }
        int underline = Attributes.underline(wanted);
        if (underline != 0) {
            out.append(underline == 1 ? ";4" : ";4:" + underline);
        }
        color(38, Attributes.foreground(wanted));
        color(48, Attributes.background(wanted));
        color(58, color);
        out.append('m');
        attributes = wanted;
        underlineColor = color;
    }

    private void color(int what, int color) {
        int value = color & Attributes.VALUE;
        if ((color & Attributes.INDEXED) != 0) {
            indexed(what, value);
        } else if ((color & Attributes.RGB) != 0) {
            String separator = what == 58 ? ":" : ";";
            out.append(';').append(what).append(separator).append(2).append(what == 58 ? "::" : ";");
            out.append(value >> 16)
                    .append(separator)
                    .append(value >> 8 & 0xff)
                    .append(separator)
                    .append(value & 0xff);
        }
    }

    /** The first 16 by the codes that every terminal knows. */
    private void indexed(int what, int index) {
        if (what == 58) {
            out.append(";58:5:").append(index);
        } else if (index < 8) {
            out.append(';').append(what - 8 + index);
        } else if (index < 16) {
            out.append(';').append(what + 52 + index - 8);
        } else {
            out.append(';').append(what).append(";5;").append(index);
        }
    }
}
