// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** On what the figures were taken, and when. */
final class Machine {

    private Machine() {}

    static String describe() {
        return LocalDate.now(java.time.ZoneOffset.UTC) + "; "
                + Runtime.getRuntime().availableProcessors() + " x " + processor() + "; Linux "
                + System.getProperty("os.version") + "; JDK " + Runtime.version();
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unknown) {
            return System.getProperty("os.arch");
        }
    }
}
