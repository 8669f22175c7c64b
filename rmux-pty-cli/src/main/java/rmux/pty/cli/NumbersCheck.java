// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.PrintWriter;
import java.util.List;
import rmux.pty.posix.check.SystemCheck;

/** Compares the numbers of the POSIX backend with the system, where that backend is there and knows the system. */
final class NumbersCheck {

    private NumbersCheck() {}

    /** Prints what was compared, and returns whether nothing differs. */
    static boolean run(PrintWriter out) {
        try {
            return Posix.run(out);
        } catch (LinkageError notHere) {
            out.println(
                    "numbers                  not compared: " + Printable.line(String.valueOf(notHere.getMessage())));
            return true;
        }
    }

    /** Apart, so that an image without the backend does not look for it. */
    private static final class Posix {
        static boolean run(PrintWriter out) {
            List<SystemCheck.Finding> findings = SystemCheck.run();
            for (SystemCheck.Finding finding : findings) {
                out.println((finding.passed() ? "ok     " : "DIFFERS ") + Printable.line(finding.text()));
            }
            return findings.stream().allMatch(SystemCheck.Finding::passed);
        }
    }
}
