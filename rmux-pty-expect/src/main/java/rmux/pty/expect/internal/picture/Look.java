// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Line;

/** The colors in which a cell appears, inversion and dimness taken into account. */
record Look(int foreground, int background, int underline, int underlineColor, long flags) {

    private static final long SHOWN =
            Attributes.BOLD | Attributes.ITALIC | Attributes.STRUCK | Attributes.OVERLINE | Attributes.INVISIBLE;

    static Look of(Line line, int x, boolean cursor) {
        long attributes = line.attributes(x);
        int foreground = Palette.rgb(Attributes.foreground(attributes), Palette.FOREGROUND);
        int background = Palette.rgb(Attributes.background(attributes), Palette.BACKGROUND);
        if ((attributes & Attributes.DIM) != 0) {
            foreground = mixed(foreground, background);
        }
        boolean inverse = (attributes & Attributes.INVERSE) != 0;
        if (inverse != cursor) {
            int exchanged = foreground;
            foreground = background;
            background = exchanged;
        }
        int underlineColor = Palette.rgb(line.underlineColor(x), foreground);
        return new Look(foreground, background, Attributes.underline(attributes), underlineColor, attributes & SHOWN);
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    private static int mixed(int one, int other) {
        return (one >> 1 & 0x7f7f7f) + (other >> 1 & 0x7f7f7f);
    }
}
