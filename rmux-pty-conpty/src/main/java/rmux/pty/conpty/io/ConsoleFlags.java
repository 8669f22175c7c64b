// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;

/** What this Windows can be asked for when a pseudo console is created; chosen once. */
public final class ConsoleFlags {

    /** Windows 11 22H2. */
    private static final int FIRST_BUILD_WITH_PASSTHROUGH = 22621;

    private static final int ALWAYS = Constants.PSEUDOCONSOLE_RESIZE_QUIRK | Constants.PSEUDOCONSOLE_WIN32_INPUT_MODE;

    private final boolean passthrough;

    private ConsoleFlags(boolean passthrough) {
        this.passthrough = passthrough;
    }

    /** Chooses for a build of Windows; {@code forbidden} switches passthrough off whatever the build. */
    public static ConsoleFlags forBuild(int build, boolean forbidden) {
        return new ConsoleFlags(build >= FIRST_BUILD_WITH_PASSTHROUGH && !forbidden);
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

    /** Whether escape sequences can be passed through. */
    public boolean havePassthrough() {
        return passthrough;
    }

    /** What to try in turn: all that is wanted, without passthrough, nothing. */
    public List<Integer> ladder(boolean wantPassthrough, boolean inheritCursor) {
        int wanted = ALWAYS | (inheritCursor ? Constants.PSEUDOCONSOLE_INHERIT_CURSOR : 0);
        List<Integer> steps = new ArrayList<>();
        if (passthrough && wantPassthrough) {
            steps.add(wanted | Constants.PSEUDOCONSOLE_PASSTHROUGH_MODE);
        }
        steps.add(wanted);
        steps.add(0);
        return steps;
    }
}
