// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.options;

import java.nio.file.Path;
import rmux.pty.api.PtyOption;

/** The options that only the backend "conpty" knows. */
public final class ConPtyOptions {

    /**
     * Whether the pseudo console is created with the flag 0x8, which asked for passthrough of escape sequences in preview builds
     * of Terminal before 1.22. False unless set: no Windows ever had it, and later consoles pass sequences through by themselves.
     * Set it only together with {@link #LIBRARY} and a library that has it; one that is known to be 1.22 or later is not
     * given the flag.
     */
    public static final PtyOption<Boolean> PASSTHROUGH = PtyOption.of("conpty.passthrough", Boolean.class);

    /**
     * Whether the pseudo console starts at the cursor position of the reading terminal, which it asks for. False unless set;
     * if it is set, this library answers the query.
     */
    public static final PtyOption<Boolean> INHERIT_CURSOR = PtyOption.of("conpty.inherit-cursor", Boolean.class);

    /**
     * The absolute path of a {@code conpty.dll}, with {@code OpenConsole.exe} beside it, to use in place of the system's own
     * pseudo console. For all commands of a JVM, the system property {@code rmux.pty.conpty.library} or the variable {@code
     * RMUX_PTY_CONPTY_LIBRARY} names one.
     */
    public static final PtyOption<Path> LIBRARY = PtyOption.of("conpty.library", Path.class);

    /**
     * Whether the first terminal identification query {@code ESC [ c} is answered on the reader's behalf. True unless set: the
     * consoles of Terminal 1.22 to 1.24 ask it before the program runs, and wait 3 s for an answer. Older ones answer their
     * programs themselves, and their output has no such query.
     */
    public static final PtyOption<Boolean> ANSWER_DEVICE_ATTRIBUTES =
            PtyOption.of("conpty.answer-device-attributes", Boolean.class);

    private ConPtyOptions() {}
}
