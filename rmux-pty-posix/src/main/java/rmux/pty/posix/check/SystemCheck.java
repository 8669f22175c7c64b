// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.check;

import java.util.ArrayList;
import java.util.List;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Platform;

/** Compares the numbers and structures of the running platform with the system itself. */
public final class SystemCheck {

    /**
     * What one comparison found.
     *
     * @param passed whether the system is as expected
     * @param text what was compared, or what differs
     */
    public record Finding(boolean passed, String text) {}

    private SystemCheck() {}

    /**
     * Makes every comparison that is possible here: by a compiler if there is one, and by what calls return.
     *
     * @return what was found, at least one finding
     * @throws UnsatisfiedLinkError if the C library cannot be called, or the platform is not known
     */
    public static List<Finding> run() {
        LibC libC = NativeAccess.libC();
        Platform platform = libC.platform();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(true, "platform: " + platform + ", C library bound by " + NativeAccess.binding()));
        findings.add(HeaderCheck.run(platform));
        findings.addAll(new StructureCheck(libC).run());
        findings.addAll(new TerminalCheck(libC).run());
        return findings;
    }
}
