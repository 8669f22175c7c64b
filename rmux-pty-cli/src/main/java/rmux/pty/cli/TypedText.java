// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads text to type, in which a backslash introduces keys that a command line does not hold, as for {@code printf(1)}. */
final class TypedText implements ITypeConverter<String> {

    private static final int HEX = 16;
    private static final int HEX_DIGITS = 2;

    @Override
    public String convert(String value) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            if (at == value.length()) {
                throw new TypeConversionException(
                        "nothing follows the last \\ of \"" + value + "\"; write \\\\ for itself");
            }
            char code = value.charAt(at++);
            switch (code) {
                case 'r' -> text.append('\r');
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'e' -> text.append('\u001b');
                case '\\' -> text.append('\\');
                case 'x' -> {
                    text.append(hex(value, at));
                    at += HEX_DIGITS;
                }
                default ->
                    throw new TypeConversionException(
                            "\\" + code + " means nothing; there are \\r, \\n, \\t, \\e, \\\\ and \\xHH");
            }
        }
        return text.toString();
    }

    /** A character below 128: what it is as bytes does not depend on an encoding. */
    private static char hex(String value, int from) {
        int end = from + HEX_DIGITS;
        if (end <= value.length() && value.substring(from, end).matches("[0-7][0-9a-fA-F]")) {
            return (char) Integer.parseInt(value.substring(from, end), HEX);
        }
        throw new TypeConversionException("\\x of \"" + value + "\" needs two hexadecimal digits, 00 to 7f");
    }
}
