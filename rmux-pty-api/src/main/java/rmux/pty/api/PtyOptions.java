// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * The options that more than one backend of this project knows; each says which. Those of one backend are in a package of that
 * backend: {@code rmux.pty.conpty.options.ConPtyOptions}, {@code rmux.pty.winpty.options.WinPtyOptions}.
 */
public final class PtyOptions {

    /**
     * Text that is appended to the command line as it is, unquoted, for programs with rules of their own such as
     * {@code cmd.exe /c}. conpty, winpty.
     */
    public static final PtyOption<String> VERBATIM_ARGUMENTS = PtyOption.of("windows.verbatim-arguments", String.class);

    /**
     * Whether a process that the program starts may leave the Job Object when it explicitly asks to
     * ({@code CREATE_BREAKAWAY_FROM_JOB}). False unless set. conpty, winpty.
     */
    public static final PtyOption<Boolean> ALLOW_BREAKAWAY = PtyOption.of("windows.allow-breakaway", Boolean.class);

    private PtyOptions() {}
}
