// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.options;

import java.nio.file.Path;
import rmux.pty.api.PtyOption;

/** The options that only the backend "winpty" knows. */
public final class WinPtyOptions {

    /** The absolute path of {@code winpty.dll}, with {@code winpty-agent.exe} beside it. */
    public static final PtyOption<Path> LIBRARY = PtyOption.of("winpty.library", Path.class);

    /** Whether the output is plain text without escape sequences. False unless set. */
    public static final PtyOption<Boolean> PLAIN_OUTPUT = PtyOption.of("winpty.plain-output", Boolean.class);

    /** Whether plain output still carries colors as escape sequences. False unless set. */
    public static final PtyOption<Boolean> COLOR_ESCAPES = PtyOption.of("winpty.color-escapes", Boolean.class);

    private WinPtyOptions() {}
}
