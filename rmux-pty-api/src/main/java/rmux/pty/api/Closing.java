// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * What closing a session ends, besides the program itself.
 *
 * <p>Either way, closing hangs the program up, gives it the {@linkplain PtyCommand#hangupGrace grace period}, and kills it if
 * it is still running then.
 */
public enum Closing {
    /**
     * Ends everything that the program started and that can be found: other process groups, other sessions, programs that
     * ignore a hang-up, and programs that detached themselves but still hold the terminal. The default.
     */
    END_TREE,
    /**
     * Ends the program only, as a terminal emulator does when its window is closed: what survives a hang-up on purpose
     * ({@code nohup}, {@code disown}, {@code setsid}) goes on running. On Windows a program's processes never leave its job
     * object, so that this constant acts as {@link #END_TREE} there.
     */
    HANG_UP
}
