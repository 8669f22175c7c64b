// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import java.util.function.Consumer;
import rmux.pty.expect.internal.grid.Attributes;
import rmux.pty.expect.internal.grid.Page;
import rmux.pty.expect.internal.parser.Parameters;

/** Answers what programs ask the terminal. Each query has one answer, in the order of the queries. */
final class Reports {

    private static final String ESC = "\u001b";
    private static final String CSI = ESC + "[";
    private static final String DCS = ESC + "P";
    private static final String ST = ESC + "\\";

    private final Terminal terminal;
    private final Consumer<String> replies;

    Reports(Terminal terminal, Consumer<String> replies) {
        this.terminal = terminal;
        this.replies = replies;
    }

    /** DA1: a VT100 with advanced video, which is what xterm.js says, too, and every program accepts. */
    void primaryAttributes(int parameter) {
        if (parameter == 0) {
            replies.accept(CSI + "?1;2c");
        }
    }

    /** DA2: programs take the second number for a version of xterm, and use what that one can do. */
    void secondaryAttributes(int parameter) {
        if (parameter == 0) {
            replies.accept(CSI + ">0;276;0c");
        }
    }

    /** DA3: the unit has no number. */
    void tertiaryAttributes(int parameter) {
        if (parameter == 0) {
            replies.accept(DCS + "!|00000000" + ST);
        }
    }

    /** XTVERSION. */
    void version(int parameter) {
        if (parameter == 0) {
            replies.accept(DCS + ">|rmux-pty" + ST);
        }
    }

    /** DSR: 5 asks whether all is well, 6 where the cursor is. */
    void status(int what, String prefix) {
        if (what == 5 && prefix.isEmpty()) {
            replies.accept(CSI + "0n");
        } else if (what == 6) {
            Page page = terminal.page;
            int row = page.y - (terminal.modes.origin ? page.top() : 0);
            int column = Math.min(page.x, terminal.columns() - 1);
            replies.accept(CSI + prefix + (row + 1) + ";" + (column + 1) + "R");
        }
    }

    /** DECRQM. */
    void mode(int mode, int state, String prefix) {
        replies.accept(CSI + prefix + mode + ";" + state + "$y");
    }

    /** Window operations: only the size in cells is known here. */
    void window(Parameters parameters) {
        switch (parameters.get(0)) {
            case 18 -> replies.accept(CSI + "8;" + terminal.rows() + ";" + terminal.columns() + "t");
            case 22 -> terminal.titles.save(parameters.get(1));
            case 23 -> terminal.titles.restore(parameters.get(1));
            default -> {}
        }
    }

    /** DECRQSS. */
    void setting(String what) {
        Page page = terminal.page;
        String answer = switch (what) {
            case "m" -> Sgr.of(terminal.pen, terminal.underlineColor) + "m";
            case "r" -> (page.top() + 1) + ";" + (page.bottom() + 1) + "r";
            case " q" -> terminal.modes.cursorShape + " q";
            case "\"q" -> ((terminal.pen & Attributes.PROTECTED) == 0 ? 0 : 1) + "\"q";
            case "\"p" -> "61;1\"p";
            default -> "";
        };
        replies.accept(DCS + (answer.isEmpty() ? "0" : "1") + "$r" + answer + ST);
    }

    /** XTGETTCAP: nothing is known here, and saying so saves the program its time limit. */
    void capability() {
        replies.accept(DCS + "0+r" + ST);
    }
}
