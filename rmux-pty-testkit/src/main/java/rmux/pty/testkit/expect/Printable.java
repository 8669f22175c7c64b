// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.expect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Shows text with its invisible characters as escapes. */
public final class Printable {

    private Printable() {}

    /**
     * A text on one line: {@code \r}, {@code \n}, {@code \t}, {@code \e}, and {@code \xNN} for other control characters.
     *
     * @param text the text
     * @return the text made visible
     */
    public static String text(String text) {
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                case 0x1b -> visible.append("\\e");
                default -> {
                    if (c < ' ' || c == 127) {
                        visible.append(String.format(Locale.ROOT, "\\x%02x", c));
                    } else {
                        visible.append((char) c);
                    }
                }
            }
        });
        return visible.toString();
    }

    /**
     * Bytes as UTF-8 text on one line, as {@link #text}; the beginning is left out when they are too many.
     *
     * @param bytes the bytes
     * @param most how many bytes are shown at most
     * @return the text made visible
     */
    public static String bytes(byte[] bytes, int most) {
        int from = Math.max(0, bytes.length - most);
        String text = new String(Arrays.copyOfRange(bytes, from, bytes.length), StandardCharsets.UTF_8);
        return (from > 0 ? "[" + from + " bytes before] " : "") + text(text);
    }
}
