// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

/** What a system can do and others cannot; whether the kernel at hand allows it is found out when it is tried. */
public enum Feature {
    /** {@code epoll(7)}. */
    EPOLL,
    /**
     * Functions are called alike whether they are variadic or not. On ppc64le the callee stores its arguments in a part of the
     * stack that only callers of variadic functions have to provide (ELFv2); macOS on arm64 passes them on the stack.
     */
    VARIADIC_AS_OTHERS,
    /** {@code kqueue(2)}. */
    KQUEUE,
    /** {@code /proc} as Linux has it. */
    PROC_FILES,
    /** Opening a terminal makes it the controlling one of a session that has none. */
    OPEN_TAKES_TERMINAL,
    /** {@code posix_spawn(3)} starts a session before it runs the file actions. */
    SESSION_BEFORE_FILE_ACTIONS,
    /** The exit of a session's leader takes the terminal from everybody who has it open ({@code revoke(2)}). */
    LEADER_REVOKES,
    /** From some version on, the exit of a session's leader waits until what it wrote has been read. */
    LEADER_WAITS
}
