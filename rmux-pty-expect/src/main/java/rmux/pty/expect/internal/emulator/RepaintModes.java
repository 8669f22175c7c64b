// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.text.Charset;

/** The part of a repaint that is modes and character sets. */
final class RepaintModes {

    private static final String DESIGNATORS = "0A4C5RQKYE6ZH7=";
    private static final String ASCII = "\u001b(B\u001b)B\u001b*B\u001b+B\u000f";

    private RepaintModes() {}

    /** All as at power-on, on the main page; what DECSTR does not reset one by one. */
    static void reset(StringBuilder out) {
        out.append("\u001b[?1049l\u001b[!p").append(ASCII);
        out.append(
                "\u001b[?1;6;9;12;45;66;1000;1002;1003;1004;1006;1016;2004l\u001b[?7;25h\u001b[4;20l\u001b[0 q\u001b[r");
    }

    static void asciiOnly(StringBuilder out) {
        out.append(ASCII);
    }

    static void charsets(StringBuilder out, Charsets charsets) {
        for (int set = 0; set < 4; set++) {
            out.append('\u001b').append("()*+".charAt(set)).append(designator(charsets.designated(set)));
        }
        switch (charsets.selected()) {
            case 1 -> out.append('\u000e');
            case 2 -> out.append("\u001bn");
            case 3 -> out.append("\u001bo");
            default -> out.append('\u000f');
        }
    }

    private static char designator(Charset charset) {
        return (char) DESIGNATORS
                .chars()
                .filter(last -> Charset.of(last).equals(charset))
                .findFirst()
                .orElse('B');
    }

    /** Switches on, or off, what differs from {@link #reset}; except for the origin, which moves the cursor. */
    static void set(StringBuilder out, Modes modes) {
        dec(out, modes.applicationCursor, 1);
        dec(out, modes.cursorBlink, 12);
        dec(out, modes.reverseWrap, 45);
        dec(out, modes.applicationKeypad, 66);
        dec(out, modes.focusEvents, 1004);
        dec(out, modes.bracketedPaste, 2004);
        dec(out, modes.mouseTracking != 0, modes.mouseTracking);
        dec(out, modes.mouseEncoding != 0, modes.mouseEncoding);
        out.append(modes.autoWrap ? "" : "\u001b[?7l");
        out.append(modes.cursorVisible ? "" : "\u001b[?25l");
        out.append(modes.insert ? "\u001b[4h" : "");
        out.append(modes.newLine ? "\u001b[20h" : "");
        if (modes.cursorShape != 0) {
            out.append("\u001b[").append(modes.cursorShape).append(" q");
        }
    }

    private static void dec(StringBuilder out, boolean on, int mode) {
        if (on) {
            out.append("\u001b[?").append(mode).append('h');
        }
    }
}
