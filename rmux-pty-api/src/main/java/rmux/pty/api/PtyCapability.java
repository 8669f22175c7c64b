// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * What some backends can do and others cannot.
 *
 * <p>A call that needs a capability its backend lacks throws {@link UnsupportedPtyCapabilityException} and changes nothing.
 * {@link PtyCommand#withRequired} makes the selection choose a backend that has what a command needs.
 */
public enum PtyCapability {
    /**
     * The program is leader of a session whose controlling terminal is the pseudo-terminal; {@code /dev/tty} opens.
     * Affects: how a program is started. Has it: posix. Without it: the program has a console or pipe of another kind.
     */
    CONTROLLING_TERMINAL,
    /**
     * All constants of {@link PtySignal} can be sent, a program starts with clean signal dispositions and mask, and its death
     * by a signal is an {@link ExitStatus.Signaled}. Affects: {@link PtyChild#signal}, {@link PtyChild#signalLeader},
     * {@link PtyChild#continueIfStopped}. Has it: posix. Without it: only the {@linkplain PtySignal#isPortable()
     * universal} signals are accepted.
     */
    POSIX_SIGNALS,
    /**
     * The program's own name, {@code argv[0]}, can differ from the program that is started. Affects: {@link PtyCommand#argv0}.
     * Has it: posix, conpty, winpty. Without it: a command that sets it is refused.
     */
    ARGV0,
    /**
     * The terminal has a size in pixels. Affects: {@link PtyMaster#size}, {@link PtyMaster#resize}. Has it: posix. Without it:
     * pixels are ignored and {@code size()} reports 0.
     */
    PIXEL_SIZE,
    /**
     * The foreground job of the terminal is known and can be signalled apart from the leader. Affects:
     * {@link PtyChild#signal}, {@link PtyChild#foregroundProcessGroup}. Has it: posix. Without it: {@code signal} addresses
     * the program with everything it started.
     */
    FOREGROUND_SIGNAL,
    /**
     * Everything the program started can be ended with it, whatever process groups and sessions it made. Affects:
     * {@link PtyChild#terminateTree}, {@link PtySession#close}. Has it: posix, conpty, winpty.
     */
    PROCESS_TREE,
    /**
     * The modes of the line discipline can be read and set. Affects: {@link PtyCommand#modes}, {@link PtyMaster#modes},
     * {@link PtyMaster#setModes}. Has it: posix. Without it: those calls are refused.
     */
    TERMINAL_MODES,
    /**
     * A terminal can be opened without a program. Affects: {@link PtyProviders#open}. Has it: posix. Without it: the call is
     * refused.
     */
    OPEN_PAIR,
    /**
     * A part of the command line can be passed on verbatim, unquoted. Affects: {@link PtyOptions#VERBATIM_ARGUMENTS}. Has it:
     * conpty, winpty.
     */
    VERBATIM_ARGUMENTS,
    /**
     * The program and all it starts are held in a Job Object and die with it. Affects: {@link PtyOptions#ALLOW_BREAKAWAY}. Has
     * it: conpty, winpty.
     */
    JOB_OBJECT,
    /**
     * Key and mouse records can be put into the program's console input. Affects: {@link ConsoleInput}. Has it: conpty.
     */
    CONSOLE_INPUT_RECORDS,
    /**
     * Escape sequences of the program reach the reader as written, 24-bit colours included, not re-rendered from a screen
     * buffer. Has it: posix, conpty with a configured {@code conpty.dll} whose version is 1.22 or later (see {@link
     * PtyOptions#CONPTY_LIBRARY}); the console of no released Windows is known to.
     */
    FAITHFUL_OUTPUT
}
