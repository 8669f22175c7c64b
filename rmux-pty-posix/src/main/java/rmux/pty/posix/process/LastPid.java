// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The number that was given to a process last, by {@code /proc/loadavg} (proc_loadavg(5)). */
final class LastPid {

    private static final int LONGEST = 256;

    private LastPid() {}

    /** Its number now; empty if the system does not say. */
    static Optional<Integer> now() {
        try (SmallFile file = new SmallFile(LONGEST)) {
            int length = Math.max(file.read("/proc/loadavg"), 0);
            String load = new String(file.bytes(), 0, length, StandardCharsets.ISO_8859_1).strip();
            return Optional.of(Integer.valueOf(load.substring(load.lastIndexOf(' ') + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
