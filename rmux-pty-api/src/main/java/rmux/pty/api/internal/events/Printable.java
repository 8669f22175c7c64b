// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from others safe to show: one line of limited length in which every character that would control a terminal,
 * end the line, or reorder what is read is an escape.
 */
public final class Printable {

    /** The length, in characters of the original, at which {@link #text} cuts. */
    public static final int MOST = 2_000;

    private static final int KEPT_END = 500;

    private Printable() {}

    /**
     * Returns a text on one line, cut to {@link #MOST} characters. What is cut is before its end, which names the reason in a
     * message of ours.
     */
    public static String text(@Nullable String text) {
        if (text == null || text.length() <= MOST) {
            return text(text, MOST);
        }
        String end = text.substring(cut(text, text.length() - KEPT_END));
        return text(text, MOST - KEPT_END) + "... " + text(end, KEPT_END + 1);
    }

    /** Returns a text on one line, cut at {@code most} characters of the original. */
    public static String text(@Nullable String text, int most) {
        if (text == null) {
            return "null";
        }
        StringBuilder visible = new StringBuilder(Math.min(text.length(), most) + 16);
        int end = cut(text, most);
        text.codePoints().limit(text.codePointCount(0, end)).forEach(c -> append(visible, c));
        if (end < text.length()) {
            visible.append("... (").append(text.length()).append(" characters)");
        }
        return visible.toString();
    }

    /** Returns a text as {@link #text} does, in double quotes, with quotes and backslashes escaped; it is not cut. */
    public static String quoted(String text) {
        StringBuilder visible = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                visible.append('\\');
            }
            append(visible, c);
        });
        return visible.append('"').toString();
    }

    /** Returns true if every character would be shown as it is. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Printable::isInvisible);
    }

    private static int cut(String text, int most) {
        if (text.length() <= most) {
            return text.length();
        }
        boolean splitsPair = most > 0 && Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most));
        return splitsPair ? most - 1 : most;
    }

    private static void append(StringBuilder visible, int character) {
        switch (character) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> {
                if (!isInvisible(character)) {
                    visible.appendCodePoint(character);
                } else if (Character.isBmpCodePoint(character)) {
                    visible.append(String.format(Locale.ROOT, "\\u%04x", character));
                } else {
                    visible.append(String.format(Locale.ROOT, "\\u{%x}", character));
                }
            }
        }
    }

    /** C0, DEL and C1; line and paragraph separators; bidirectional overrides and other formats; unpaired surrogates. */
    private static boolean isInvisible(int character) {
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
