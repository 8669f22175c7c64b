// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import rmux.pty.expect.screen.InputModes;

/**
 * A key as a person presses it. What a terminal sends for it may depend on what the program has asked for.
 *
 * @see Keys
 */
public final class Key {

    static final int SHIFT = 1;
    static final int ALT = 2;
    static final int CTRL = 4;

    private enum Kind {
        /** Text as it is; Alt puts an escape character before it. */
        TEXT,
        /** A cursor key: its final character; another introduction in application mode. */
        CURSOR,
        /** F1 to F4: their final character. */
        FUNCTION,
        /** A key with a number. */
        NUMBERED
    }

    private final Kind kind;
    private final String code;
    private final int modifiers;

    private Key(Kind kind, String code, int modifiers) {
        this.kind = kind;
        this.code = code;
        this.modifiers = modifiers;
    }

    static Key text(String text) {
        return new Key(Kind.TEXT, text, 0);
    }

    static Key cursor(char last) {
        return new Key(Kind.CURSOR, String.valueOf(last), 0);
    }

    static Key function(char last) {
        return new Key(Kind.FUNCTION, String.valueOf(last), 0);
    }

    static Key numbered(int number) {
        return new Key(Kind.NUMBERED, String.valueOf(number), 0);
    }

    Key with(int modifier) {
        return new Key(kind, code, modifiers | modifier);
    }

    /**
     * What the terminal sends.
     *
     * @param modes what the program has switched on, see {@link rmux.pty.expect.screen.Screen#inputModes}
     * @return the characters
     */
    public String encode(InputModes modes) {
        String modifier = ";" + (modifiers + 1);
        boolean plain = modifiers == 0;
        return switch (kind) {
            case TEXT -> ((modifiers & ALT) != 0 ? "\u001b" : "") + code;
            case CURSOR ->
                plain ? (modes.applicationCursor() ? "\u001bO" : "\u001b[") + code : "\u001b[1" + modifier + code;
            case FUNCTION -> plain ? "\u001bO" + code : "\u001b[1" + modifier + code;
            case NUMBERED -> "\u001b[" + code + (plain ? "" : modifier) + "~";
        };
    }
}
