// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

import rmux.pty.expect.internal.grid.Attributes;

/** The colors of pictures: those of xterm, on a dark background. */
final class Palette {

    static final int FOREGROUND = 0xd8d8d8;
    static final int BACKGROUND = 0x1b1d1e;

    private static final int[] FIRST = {
        0x000000, 0xcd3131, 0x0dbc79, 0xe5e510, 0x3b78d8, 0xbc3fbc, 0x11a8cd, 0xe5e5e5,
        0x767676, 0xf14c4c, 0x23d18b, 0xf5f543, 0x5c9df5, 0xd670d6, 0x29b8db, 0xffffff
    };
    private static final int CUBE = 16;
    private static final int GRAYS = 232;

    private Palette() {}

    /** Red, green and blue of a color. */
    static int rgb(int color, int otherwise) {
        int value = color & Attributes.VALUE;
        if ((color & Attributes.RGB) != 0) {
            return value;
        }
        if ((color & Attributes.INDEXED) == 0) {
            return otherwise;
        }
        if (value < CUBE) {
            return FIRST[value];
        }
        if (value >= GRAYS) {
            return (8 + 10 * (value - GRAYS)) * 0x010101;
        }
        int index = value - CUBE;
        return level(index / 36) << 16 | level(index / 6 % 6) << 8 | level(index % 6);
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }
}
