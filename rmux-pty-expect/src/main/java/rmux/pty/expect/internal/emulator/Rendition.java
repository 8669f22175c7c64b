// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.parser.Parameters;

/** SGR: the attributes of what is printed next. */
final class Rendition {

    private static final int INDEXED = 5;
    private static final int RGB = 2;
    private static final int MOST_UNDERLINE = 5;

    private final Terminal terminal;

    Rendition(Terminal terminal) {
        this.terminal = terminal;
    }

    void apply(Parameters parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            int code = parameters.get(i);
            if (code == 38 || code == 48 || code == 58) {
                i = color(parameters, i);
            } else if (code == 4 && parameters.subCount(i) > 0) {
                int style = parameters.sub(i, 0);
                underline(style < 0 || style > MOST_UNDERLINE ? 1 : style);
            } else {
                simple(code);
            }
        }
    }

    private void simple(int code) {
        switch (code) {
            case 0 -> {
                terminal.pen &= Attributes.PROTECTED; // that one is DECSCA's
                terminal.underlineColor = 0;
            }
            case 1 -> on(Attributes.BOLD);
            case 2 -> on(Attributes.DIM);
            case 3 -> on(Attributes.ITALIC);
            case 4 -> underline(1);
            case 5 -> on(Attributes.BLINK);
            case 7 -> on(Attributes.INVERSE);
            case 8 -> on(Attributes.INVISIBLE);
            case 9 -> on(Attributes.STRUCK);
            case 21 -> underline(2);
            case 22 -> off(Attributes.BOLD | Attributes.DIM);
            case 23 -> off(Attributes.ITALIC);
            case 24 -> underline(0);
            case 25 -> off(Attributes.BLINK);
            case 27 -> off(Attributes.INVERSE);
            case 28 -> off(Attributes.INVISIBLE);
            case 29 -> off(Attributes.STRUCK);
            case 39 -> set(38, Attributes.DEFAULT_COLOR);
            case 49 -> set(48, Attributes.DEFAULT_COLOR);
            case 53 -> on(Attributes.OVERLINE);
            case 55 -> off(Attributes.OVERLINE);
            case 59 -> terminal.underlineColor = 0;
            default -> basicColor(code);
        }
    }

    private void basicColor(int code) {
        if (code >= 30 && code <= 37) {
            set(38, Attributes.INDEXED | (code - 30));
        } else if (code >= 40 && code <= 47) {
            set(48, Attributes.INDEXED | (code - 40));
        } else if (code >= 90 && code <= 97) {
            set(38, Attributes.INDEXED | (code - 90 + 8));
        } else if (code >= 100 && code <= 107) {
            set(48, Attributes.INDEXED | (code - 100 + 8));
        }
    }

    private void on(long flag) {
        terminal.pen |= flag;
    }

    private void off(long flags) {
        terminal.pen &= ~flags;
    }

    private void underline(int style) {
        terminal.pen = Attributes.withUnderline(terminal.pen, style);
    }

    private void set(int what, int color) {
        switch (what) {
            case 38 -> terminal.pen = Attributes.withForeground(terminal.pen, color);
            case 48 -> terminal.pen = Attributes.withBackground(terminal.pen, color);
            default -> terminal.underlineColor = color;
        }
    }

    /**
     * A color of its own: {@code 38;2;R;G;B}, or {@code 38:2:SPACE:R:G:B} as ISO 8613-6 has it, of which many programs leave out
     * the color space. Returns the last parameter that belongs to it.
     */
    private int color(Parameters parameters, int at) {
        int what = parameters.get(at);
        if (parameters.subCount(at) > 0) {
            subColor(what, parameters, at);
            return at;
        }
        return switch (parameters.get(at + 1)) {
            case RGB -> {
                set(what, rgb(parameters.get(at + 2), parameters.get(at + 3), parameters.get(at + 4)));
                yield at + 4;
            }
            case INDEXED -> {
                set(what, Attributes.INDEXED | (parameters.get(at + 2) & 0xff));
                yield at + 2;
            }
            default -> parameters.size(); // how many belong to an unknown form is unknown, too
        };
    }

    private void subColor(int what, Parameters parameters, int at) {
        int kind = parameters.sub(at, 0);
        if (kind == RGB) {
            int red = parameters.subCount(at) > 4 ? 2 : 1; // behind the color space
            set(what, rgb(parameters.sub(at, red), parameters.sub(at, red + 1), parameters.sub(at, red + 2)));
        } else if (kind == INDEXED) {
            set(what, Attributes.INDEXED | part(parameters.sub(at, 1)));
        }
    }

    private static int rgb(int red, int green, int blue) {
        return Attributes.RGB | part(red) << 16 | part(green) << 8 | part(blue);
    }

    private static int part(int value) {
        return Math.max(value, 0) & 0xff;
    }
}
