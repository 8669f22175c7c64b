// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import rmux.pty.expect.internal.parser.Parameters;

/** SM, RM, DECSET and DECRST: switches modes; and DECRQM: says how they are. */
final class ModeSwitch {

    /** What DECRQM is answered. */
    static final int NOT_KNOWN = 0;

    private static final int SET = 1;
    private static final int RESET = 2;
    private static final int ALWAYS_SET = 3;
    private static final int ALWAYS_RESET = 4;

    private final Terminal terminal;
    private final Motion motion;

    ModeSwitch(Terminal terminal, Motion motion) {
        this.terminal = terminal;
        this.motion = motion;
    }

    void ansi(Parameters parameters, boolean on) {
        for (int i = 0; i < parameters.size(); i++) {
            switch (parameters.get(i)) {
                case 4 -> terminal.modes.insert = on;
                case 20 -> terminal.modes.newLine = on;
                default -> {}
            }
        }
    }

    void dec(Parameters parameters, boolean on) {
        for (int i = 0; i < parameters.size(); i++) {
            dec(parameters.get(i), on);
        }
    }

    private void dec(int mode, boolean on) {
        Modes modes = terminal.modes;
        switch (mode) {
            case 1 -> modes.applicationCursor = on;
            case 2 -> {
                if (on) {
                    terminal.charsets.clear();
                }
            }
            case 6 -> {
                modes.origin = on;
                motion.to(0, 0);
            }
            case 7 -> modes.autoWrap = on;
            case 9, 1000, 1002, 1003 -> modes.mouseTracking = on ? mode : 0;
            case 12 -> modes.cursorBlink = on;
            case 25 -> modes.cursorVisible = on;
            case 45 -> modes.reverseWrap = on;
            case 66 -> modes.applicationKeypad = on;
            case 1004 -> modes.focusEvents = on;
            case 1006, 1016 -> modes.mouseEncoding = on ? mode : 0;
            case 2004 -> modes.bracketedPaste = on;
            case 2026 -> modes.synchronizedOutput = on;
            case 47, 1047, 1048, 1049 -> page(mode, on);
            default -> {}
        }
    }

    private void page(int mode, boolean on) {
        if (on) {
            if (mode >= 1048) {
                terminal.saved().save(terminal);
            }
            if (mode != 1048) {
                terminal.showAlternate();
            }
        } else {
            if (mode != 1048) {
                terminal.showMain();
            }
            if (mode >= 1048) {
                terminal.saved().restore(terminal);
            }
        }
    }

    int ansiState(int mode) {
        return switch (mode) {
            case 2 -> ALWAYS_RESET;
            case 4 -> state(terminal.modes.insert);
            case 12 -> ALWAYS_SET;
            case 20 -> state(terminal.modes.newLine);
            default -> NOT_KNOWN;
        };
    }

    int decState(int mode) {
        Modes modes = terminal.modes;
        return switch (mode) {
            case 1 -> state(modes.applicationCursor);
            case 6 -> state(modes.origin);
            case 7 -> state(modes.autoWrap);
            case 8 -> ALWAYS_SET;
            case 9, 1000, 1002, 1003 -> state(modes.mouseTracking == mode);
            case 12 -> state(modes.cursorBlink);
            case 25 -> state(modes.cursorVisible);
            case 45 -> state(modes.reverseWrap);
            case 66 -> state(modes.applicationKeypad);
            case 67, 1005, 1015 -> ALWAYS_RESET;
            case 1004 -> state(modes.focusEvents);
            case 1006, 1016 -> state(modes.mouseEncoding == mode);
            case 47, 1047, 1049 -> state(terminal.isAlternate());
            case 1048 -> SET;
            case 2004 -> state(modes.bracketedPaste);
            case 2026 -> state(modes.synchronizedOutput);
            default -> NOT_KNOWN;
        };
    }

    private static int state(boolean on) {
        return on ? SET : RESET;
    }
}
