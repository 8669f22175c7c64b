// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.util.Locale;
import java.util.Map;

/** The keys of a terminal's keyboard, as xterm sends them. */
public final class Keys {

    /** Cursor up. */
    public static final Key UP = Key.cursor('A');
    /** Cursor down. */
    public static final Key DOWN = Key.cursor('B');
    /** Cursor right. */
    public static final Key RIGHT = Key.cursor('C');
    /** Cursor left. */
    public static final Key LEFT = Key.cursor('D');
    /** Home. */
    public static final Key HOME = Key.cursor('H');
    /** End. */
    public static final Key END = Key.cursor('F');
    /** Insert. */
    public static final Key INSERT = Key.numbered(2);
    /** Delete: the key that removes the character under the cursor. */
    public static final Key DELETE = Key.numbered(3);
    /** Page up. */
    public static final Key PAGE_UP = Key.numbered(5);
    /** Page down. */
    public static final Key PAGE_DOWN = Key.numbered(6);
    /** Enter, or return. */
    public static final Key ENTER = Key.text("\r");
    /** Tab. */
    public static final Key TAB = Key.text("\t");
    /** Shift and tab. */
    public static final Key BACK_TAB = Key.text("\u001b[Z");
    /** Backspace: the key that removes the character before the cursor. */
    public static final Key BACKSPACE = Key.text("\u007f");
    /** Escape. */
    public static final Key ESCAPE = Key.text("\u001b");
    /** F1. */
    public static final Key F1 = Key.function('P');
    /** F2. */
    public static final Key F2 = Key.function('Q');
    /** F3. */
    public static final Key F3 = Key.function('R');
    /** F4. */
    public static final Key F4 = Key.function('S');
    /** F5. */
    public static final Key F5 = Key.numbered(15);
    /** F6. */
    public static final Key F6 = Key.numbered(17);
    /** F7. */
    public static final Key F7 = Key.numbered(18);
    /** F8. */
    public static final Key F8 = Key.numbered(19);
    /** F9. */
    public static final Key F9 = Key.numbered(20);
    /** F10. */
    public static final Key F10 = Key.numbered(21);
    /** F11. */
    public static final Key F11 = Key.numbered(23);
    /** F12. */
    public static final Key F12 = Key.numbered(24);

    private static final Map<String, Key> NAMED = Map.ofEntries(
            Map.entry("up", UP),
            Map.entry("down", DOWN),
            Map.entry("right", RIGHT),
            Map.entry("left", LEFT),
            Map.entry("home", HOME),
            Map.entry("end", END),
            Map.entry("insert", INSERT),
            Map.entry("delete", DELETE),
            Map.entry("pageup", PAGE_UP),
            Map.entry("pagedown", PAGE_DOWN),
            Map.entry("enter", ENTER),
            Map.entry("tab", TAB),
            Map.entry("backtab", BACK_TAB),
            Map.entry("backspace", BACKSPACE),
            Map.entry("escape", ESCAPE),
            Map.entry("space", Key.text(" ")),
            Map.entry("f1", F1),
            Map.entry("f2", F2),
            Map.entry("f3", F3),
            Map.entry("f4", F4),
            Map.entry("f5", F5),
            Map.entry("f6", F6),
            Map.entry("f7", F7),
            Map.entry("f8", F8),
            Map.entry("f9", F9),
            Map.entry("f10", F10),
            Map.entry("f11", F11),
            Map.entry("f12", F12));

    private Keys() {}

    /**
     * A character together with Ctrl.
     *
     * @param character a letter, or one of {@code @ [ \ ] ^ _ ?} or a space
     * @return the key
     * @throws IllegalArgumentException if Ctrl has no meaning with it
     */
    public static Key ctrl(char character) {
        char upper = Character.toUpperCase(character);
        if (upper == '?') {
            return BACKSPACE;
        }
        if (upper == ' ') {
            upper = '@';
        }
        if (upper < '@' || upper > '_') {
            throw new IllegalArgumentException(
                    "Ctrl has no meaning with '" + character + "'; it has with A to Z and @ [ \\ ] ^ _ ?");
        }
        return Key.text(String.valueOf((char) (upper - '@')));
    }

    /**
     * A key together with Ctrl.
     *
     * @param key a cursor, function or editing key
     * @return the key
     */
    public static Key ctrl(Key key) {
        return key.with(Key.CTRL);
    }

    /**
     * A key together with Shift.
     *
     * @param key a cursor, function or editing key
     * @return the key
     */
    public static Key shift(Key key) {
        return key.with(Key.SHIFT);
    }

    /**
     * A key together with Alt.
     *
     * @param key the key
     * @return the key
     */
    public static Key alt(Key key) {
        return key.with(Key.ALT);
    }

    /**
     * A character together with Alt.
     *
     * @param character the character
     * @return the key
     */
    public static Key alt(char character) {
        return Key.text(String.valueOf(character)).with(Key.ALT);
    }

    /**
     * Finds a key by its name: {@code up}, {@code F5}, {@code enter}, {@code page-down}, a single character, or one of these after
     * {@code ctrl+}, {@code alt+} or {@code shift+}. Upper and lower case are the same, except for single characters.
     *
     * @param name the name
     * @return the key
     * @throws IllegalArgumentException if there is no such key
     */
    public static Key parse(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.codePointCount(0, name.length()) == 1) {
            return Key.text(name);
        }
        if (lower.startsWith("ctrl+")) {
            String rest = name.substring("ctrl+".length());
            return rest.length() == 1 ? ctrl(rest.charAt(0)) : ctrl(parse(rest));
        }
        if (lower.startsWith("alt+")) {
            return alt(parse(name.substring("alt+".length())));
        }
        if (lower.startsWith("shift+")) {
            Key key = parse(name.substring("shift+".length()));
            return key.equals(TAB) ? BACK_TAB : shift(key);
        }
        Key key = NAMED.get(lower.replaceAll("[-_ ]", ""));
        if (key == null) {
            throw new IllegalArgumentException("there is no key \"" + name
                    + "\"; there are up, down, left, right, home, end, insert, delete, page-up, page-down, enter, tab, backspace, escape,"
                    + " space, f1 to f12, single characters, and these after ctrl+, alt+ or shift+");
        }
        return key;
    }
}
