// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.text;

import java.util.Map;

/**
 * A 94-character set of DEC's terminals, that ASCII stands for while it is selected: line drawing, and the national sets of the
 * VT220 (VT220 Programmer Reference Manual, chapter 2).
 */
public final class Charset {

    /** ASCII itself. */
    public static final Charset ASCII = new Charset("", "");

    private static final Charset LINE_DRAWING = new Charset(
            "`abcdefghijklmnopqrstuvwxyz{|}~",
            "\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518\u2510\u250c\u2514\u253c\u23ba\u23bb\u2500"
                    + "\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502\u2264\u2265\u03c0\u2260\u00a3\u00b7");
    private static final Charset FINNISH = new Charset("[\\]^`{|}~", "ÄÖÅÜéäöåü");
    private static final Charset NORWEGIAN = new Charset("@[\\]^`{|}~", "ÄÆØÅÜäæøåü");
    private static final Charset SWEDISH = new Charset("@[\\]^`{|}~", "ÉÄÖÅÜéäöåü");
    private static final Map<Character, Charset> BY_FINAL = Map.ofEntries(
            Map.entry('0', LINE_DRAWING),
            Map.entry('A', new Charset("#", "£")),
            Map.entry('4', new Charset("#@[\\]{|}~", "£¾ĳ½|¨f¼´")),
            Map.entry('C', FINNISH),
            Map.entry('5', FINNISH),
            Map.entry('R', new Charset("#@[\\]{|}~", "£à°ç§éùè¨")),
            Map.entry('Q', new Charset("@[\\]^`{|}~", "àâçêîôéùèû")),
            Map.entry('K', new Charset("@[\\]{|}~", "§ÄÖÜäöüß")),
            Map.entry('Y', new Charset("#@[\\]`{|}~", "£§°çéùàòèì")),
            Map.entry('E', NORWEGIAN),
            Map.entry('6', NORWEGIAN),
            Map.entry('Z', new Charset("#@[\\]{|}", "£§¡Ñ¿°ñç")),
            Map.entry('H', SWEDISH),
            Map.entry('7', SWEDISH),
            Map.entry('=', new Charset("#@[\\]^_`{|}~", "ùàéçêîèôäöüû")));

    private final char[] meanings = new char[0x80];
    private final boolean plain;

    private Charset(String from, String to) {
        for (char c = 0; c < meanings.length; c++) {
            meanings[c] = c;
        }
        for (int i = 0; i < from.length(); i++) {
            meanings[from.charAt(i)] = to.charAt(i);
        }
        plain = from.isEmpty();
    }

    /**
     * The set that a designating sequence names.
     *
     * @param last the final character of the sequence
     * @return the set; ASCII if there is none of that name
     */
    public static Charset of(int last) {
        return BY_FINAL.getOrDefault((char) last, ASCII);
    }

    /**
     * Whether every character stands for itself.
     *
     * @return whether this is ASCII
     */
    public boolean isPlain() {
        return plain;
    }

    /**
     * What a character of ASCII stands for.
     *
     * @param code below 0x80
     * @return its code point
     */
    public int meaning(int code) {
        return meanings[code];
    }
}
