// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rmux.pty.windows.spawn.WindowsPath;

/** For how long after the start, and for which programs, the cursor query is answered. */
public final class QueryWindow {

    /** The variable of this process that sets the window, in milliseconds. */
    public static final String VARIABLE = "RMUX_DSR_BOOTSTRAP_TIMEOUT_MS";

    /** The longest there is. */
    public static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration DEFAULT = Duration.ofMillis(200);

    private QueryWindow() {}

    /** The window by the variable's value; what is not a number counts as not set. */
    public static Duration of(@Nullable String value) {
        try {
            long millis = value == null ? DEFAULT.toMillis() : Long.parseLong(value.strip());
            return Duration.ofMillis(Math.min(Math.max(millis, SHORTEST.toMillis()), LONGEST.toMillis()));
        } catch (NumberFormatException noNumber) {
            return DEFAULT;
        }
    }

    /** Whether a program is a PowerShell, by its file name. */
    public static boolean isPowerShell(String program) {
        String name = WindowsPath.fileName(program).toLowerCase(Locale.ROOT);
        return name.equals("pwsh.exe") || name.equals("powershell.exe");
    }
}
