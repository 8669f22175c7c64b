// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.process;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.winpty.options.WinPtyOptions;

/**
 * How an agent renders its console.
 *
 * @param flags {@code WINPTY_FLAG_...}
 * @param mouseMode {@code WINPTY_MOUSE_MODE_...}
 * @param size the size at first
 */
public record AgentConfig(long flags, int mouseMode, TerminalSize size) {

    static final long PLAIN_OUTPUT = 0x2;
    static final long COLOR_ESCAPES = 0x4;

    /** The agent sends no mouse mode sequences. */
    static final int MOUSE_MODE_NONE = 0;

    /** The agent tells the terminal to report the mouse while a program on the console wants it, as winpty does by itself. */
    static final int MOUSE_MODE_AUTO = 1;

    /** How a command wants it: rendered with escape sequences, without any, or with none but colors. */
    public static AgentConfig of(LocalCommand command) {
        boolean plain = isSet(command.command(), WinPtyOptions.PLAIN_OUTPUT);
        boolean colors = isSet(command.command(), WinPtyOptions.COLOR_ESCAPES);
        long flags = (plain ? PLAIN_OUTPUT : 0) | (colors ? COLOR_ESCAPES : 0);
        return new AgentConfig(flags, plain ? MOUSE_MODE_NONE : MOUSE_MODE_AUTO, command.size());
    }

    private static boolean isSet(PtyCommand command, rmux.pty.api.PtyOption<Boolean> option) {
        return command.option(option).orElse(false);
    }
}
