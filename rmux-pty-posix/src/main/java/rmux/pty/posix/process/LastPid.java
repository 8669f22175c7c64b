// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number that was given to a process last, by {@code /proc/loadavg} (proc_loadavg(5)).
 *
 * <p>The file stays open: java.io and java.nio lose a descriptor where memory runs out while a file is being opened, and this
 * is read whenever a session is closed.
 */
final class LastPid {

    private static final String LOAD_AVERAGE = "/proc/loadavg";
    private static final int LONGEST = 256;

    private static @Nullable RandomAccessFile file;

    private LastPid() {}

    /** Its number now; empty if the system does not say. */
    static synchronized Optional<Integer> now() {
        try {
            RandomAccessFile open = file;
            if (open == null) {
                open = new RandomAccessFile(LOAD_AVERAGE, "r");
                file = open;
            }
            byte[] bytes = new byte[LONGEST];
            open.seek(0);
            int length = Math.max(open.read(bytes), 0);
            String load = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip();
            return Optional.of(Integer.valueOf(load.substring(load.lastIndexOf(' ') + 1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
