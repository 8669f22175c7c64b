// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.util.List;
import java.util.Set;

/**
 * The environment variables that describe the terminal of the parent: its size, its type, its windows (rules SPAWN-05 and
 * SPAWN-14).
 *
 * <p>A program on a new terminal that inherits them draws for the wrong screen or talks to the wrong one. {@code COLORTERM}
 * is not among them: it says what the eyes of the user can see, which a new terminal in front of them does not change.
 */
final class ParentTerminal {

    private static final Set<String> NAMES = Set.of(
            "COLUMNS",
            "LINES",
            "TERMCAP",
            "STY",
            "WINDOW",
            "WINDOWID",
            "VTE_VERSION",
            "TERM_SESSION_ID",
            "GPG_TTY",
            "SSH_TTY",
            "INSIDE_EMACS",
            "LC_TERMINAL",
            "LC_TERMINAL_VERSION",
            "XTERM_VERSION");

    private static final List<String> PREFIXES = List.of(
            "TMUX",
            "TERM_PROGRAM",
            "KITTY_",
            "WEZTERM_",
            "KONSOLE_",
            "ITERM_",
            "ZELLIJ",
            "WT_",
            "ALACRITTY_",
            "GHOSTTY_",
            "GNOME_TERMINAL_");

    private ParentTerminal() {}

    /** Whether the variable describes the parent's terminal; {@code name} is in upper case where case does not count. */
    static boolean isDescribedBy(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
