// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/** Text from others, made safe to print: what would control the terminal, or reorder what is read, is shown as an escape. */
final class Printable {

    private Printable() {}

    /** A text on one line. */
    static String line(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> append(visible, character));
        return visible.toString();
    }

    /** A text whose line breaks are ours. */
    static String lines(String text) {
        return text.lines().map(Printable::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private static void append(StringBuilder visible, int character) {
        switch (character) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            case 0x1B -> visible.append("\\e");
            default -> {
                if (!controls(character)) {
                    visible.appendCodePoint(character);
                } else if (character < 0x100) {
                    visible.append(String.format(Locale.ROOT, "\\x%02x", character));
                } else {
                    visible.append(String.format(Locale.ROOT, "\\u%04x", character));
                }
            }
        }
    }

    /** C0, DEL and C1; line and paragraph separators; what overrides the direction of writing and other invisible formats. */
    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
