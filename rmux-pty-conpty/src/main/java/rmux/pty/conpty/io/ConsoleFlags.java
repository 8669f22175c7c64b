// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;

/**
 * What a pseudo console may be asked for when it is created.
 *
 * <p>The flag 0x8 asked for passthrough in preview builds of Terminal before 1.22. It never did so in a console of Windows
 * itself, and since 1.22 it asks for another way of measuring text. Therefore it is used only when the command's option asks for
 * it, and never with a console that is known to give it the newer meaning.
 */
public final class ConsoleFlags {

    /** The variable of this process that switches passthrough off. */
    public static final String NO_PASSTHROUGH = "RMUX_CONPTY_NO_PASSTHROUGH";

    private static final Set<String> YES = Set.of("1", "true", "yes");

    /** Windows 11 22H2. */
    private static final int FIRST_BUILD_WITH_PASSTHROUGH = 22621;

    private static final int ALWAYS = Constants.PSEUDOCONSOLE_RESIZE_QUIRK | Constants.PSEUDOCONSOLE_WIN32_INPUT_MODE;

    private final OptionalInt build;
    private final boolean forbidden;

    /**
     * Flags for a system.
     *
     * @param build the build number of Windows; empty if it is unknown
     * @param noPassthrough the value of {@link #NO_PASSTHROUGH}; 1, true and yes, in any case, switch passthrough off
     */
    public ConsoleFlags(OptionalInt build, @Nullable String noPassthrough) {
        this.build = build;
        this.forbidden =
                noPassthrough != null && YES.contains(noPassthrough.strip().toLowerCase(Locale.ROOT));
    }

    /** The build number by RtlGetVersion: GetVersionEx tells programs without a manifest what they want to hear. */
    public static int build(Win32 win32) throws PtyException {
        try (NativeBlock info = new NativeBlock(win32, Constants.OSVERSIONINFO_SIZE)) {
            info.bytes().putInt(0, Constants.OSVERSIONINFO_SIZE);
            int status = win32.RtlGetVersion(info.address());
            if (status < 0) {
                throw new PtyException(
                        "RtlGetVersion", "RtlGetVersion failed: NTSTATUS 0x" + Integer.toHexString(status));
            }
            return info.bytes().getInt(Constants.OSVERSIONINFO_BUILD);
        }
    }

    /** What to try in turn: everything that is asked for, the same without passthrough, nothing. */
    public List<Integer> ladder(ConsoleLibrary library, boolean passthrough, boolean inheritCursor) {
        int wanted = ALWAYS | (inheritCursor ? Constants.PSEUDOCONSOLE_INHERIT_CURSOR : 0);
        List<Integer> steps = new ArrayList<>();
        if (passthrough && !forbidden && mayKnowPassthrough(library)) {
            steps.add(wanted | Constants.PSEUDOCONSOLE_PASSTHROUGH_MODE);
        }
        steps.add(wanted);
        steps.add(0);
        return steps;
    }

    private boolean mayKnowPassthrough(ConsoleLibrary library) {
        return library.isOfWindows()
                ? build.orElse(0) >= FIRST_BUILD_WITH_PASSTHROUGH
                : !library.passesSequencesThrough();
    }
}
