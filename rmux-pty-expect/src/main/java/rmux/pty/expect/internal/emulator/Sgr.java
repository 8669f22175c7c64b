// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.grid.Attributes;

/** Writes attributes as the parameters of an SGR sequence that sets exactly these. */
public final class Sgr {

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

    private Sgr() {}

    /**
     * The parameters.
     *
     * @param attributes packed attributes
     * @param underlineColor a color
     * @return parameters, beginning with 0, without the final character
     */
    public static String of(long attributes, int underlineColor) {
        StringBuilder result = new StringBuilder("0");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((attributes & FLAGS[i]) != 0) {
                result.append(';').append(CODES[i]);
            }
        }
        int underline = Attributes.underline(attributes);
        if (underline == 1) {
            result.append(";4");
        } else if (underline > 1) {
            result.append(";4:").append(underline);
        }
        appendColor(result, 38, Attributes.foreground(attributes));
        appendColor(result, 48, Attributes.background(attributes));
        appendColor(result, 58, underlineColor);
        return result.toString();
    }

    private static void appendColor(StringBuilder result, int code, int color) {
        int value = color & Attributes.VALUE;
        if ((color & Attributes.RGB) != 0) {
            char separator = code == 58 ? ':' : ';'; // 58 was never written with semicolons by everybody
            result.append(';').append(code).append(separator).append(2).append(separator);
            if (code == 58) {
                result.append(separator); // the color space
            }
            result.append(value >> 16)
                    .append(separator)
                    .append(value >> 8 & 0xff)
                    .append(separator)
                    .append(value & 0xff);
        } else if ((color & Attributes.INDEXED) != 0) {
            appendIndexed(result, code, value);
        }
    }

    private static void appendIndexed(StringBuilder result, int code, int index) {
        if (code != 58 && index < 8) {
            result.append(';').append(code - 8 + index);
        } else if (code != 58 && index < 16) {
            result.append(';').append(code + 52 + index - 8);
        } else {
            result.append(';').append(code).append(code == 58 ? ":5:" : ";5;").append(index);
        }
    }
}
