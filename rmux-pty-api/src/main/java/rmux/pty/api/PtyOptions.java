// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.file.Path;

/** The options that the backends of this project know; each says which. */
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

    /**
     * Whether the pseudo console is created with the flag 0x8, which asked for passthrough of escape sequences in preview builds
     * of Terminal before 1.22. False unless set: no Windows ever had it, and later consoles pass sequences through by themselves.
     * Set it only together with {@link #CONPTY_LIBRARY} and a library that has it; one that is known to be 1.22 or later is not
     * given the flag. conpty.
     */
    public static final PtyOption<Boolean> CONPTY_PASSTHROUGH = PtyOption.of("conpty.passthrough", Boolean.class);

    /**
     * Whether the pseudo console starts at the cursor position of the reading terminal, which it asks for. False unless set;
     * if it is set, this library answers the query. conpty.
     */
    public static final PtyOption<Boolean> CONPTY_INHERIT_CURSOR = PtyOption.of("conpty.inherit-cursor", Boolean.class);

    /**
     * The absolute path of a {@code conpty.dll}, with {@code OpenConsole.exe} beside it, to use in place of the system's own
     * pseudo console. For all commands of a JVM, the system property {@code rmux.pty.conpty.library} or the variable {@code
     * RMUX_PTY_CONPTY_LIBRARY} names one. conpty.
     */
    public static final PtyOption<Path> CONPTY_LIBRARY = PtyOption.of("conpty.library", Path.class);

    /**
     * Whether the first terminal identification query {@code ESC [ c} is answered on the reader's behalf. True unless set: the
     * consoles of Terminal 1.22 to 1.24 ask it before the program runs, and wait 3 s for an answer. Older ones answer their
     * programs themselves, and their output has no such query. conpty.
     */
    public static final PtyOption<Boolean> CONPTY_ANSWER_DEVICE_ATTRIBUTES =
            PtyOption.of("conpty.answer-device-attributes", Boolean.class);

    /** The absolute path of {@code winpty.dll}, with {@code winpty-agent.exe} beside it. winpty. */
    public static final PtyOption<Path> WINPTY_LIBRARY = PtyOption.of("winpty.library", Path.class);

    /** Whether the output is plain text without escape sequences. False unless set. winpty. */
    public static final PtyOption<Boolean> WINPTY_PLAIN_OUTPUT = PtyOption.of("winpty.plain-output", Boolean.class);

    /** Whether plain output still carries colours as escape sequences. False unless set. winpty. */
    public static final PtyOption<Boolean> WINPTY_COLOR_ESCAPES = PtyOption.of("winpty.color-escapes", Boolean.class);

    private PtyOptions() {}
}
