// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

/** What a system can do and others cannot; whether the kernel at hand allows it is found out when it is tried. */
public enum Feature {
    /** {@code epoll(7)}. */
    EPOLL,
    /** {@code kqueue(2)}. */
    KQUEUE,
    /** {@code /proc} as Linux has it. */
    PROC_FILES,
    /** Opening a terminal makes it the controlling one of a session that has none. */
    OPEN_TAKES_TERMINAL,
    /** {@code posix_spawn(3)} starts a session before it runs the file actions. */
    SESSION_BEFORE_FILE_ACTIONS,
    /** The exit of a session's leader takes the terminal from everybody who has it open ({@code revoke(2)}). */
    LEADER_REVOKES
}
