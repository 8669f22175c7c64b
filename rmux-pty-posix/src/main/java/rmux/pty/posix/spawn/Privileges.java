// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Platform;

/** What the kernel lets this process do beyond others (capabilities(7)). */
public final class Privileges {

    // linux/capability.h
    private static final int CAP_CHOWN = 0;
    private static final int CAP_KILL = 5;
    private static final int CAP_SETGID = 6;
    private static final int CAP_SETUID = 7;

    private static final long NEEDED = 1L << CAP_CHOWN | 1L << CAP_KILL | 1L << CAP_SETGID | 1L << CAP_SETUID;
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]{1,16})$");

    private Privileges() {}

    /**
     * Returns whether programs can run as any user: whether this process may change users and groups, give a terminal away, and
     * signal the programs of others.
     */
    public static boolean canRunAs(Platform platform) {
        return platform.has(Constant.SYS_SETRESUID)
                && isEnough(read("/proc/self/status"), read("/proc/self/setgroups"));
    }

    /** {@code setgroups} is "deny" in a user namespace that an ordinary user has made (user_namespaces(7)). */
    static boolean isEnough(String status, String setgroups) {
        Matcher effective = EFFECTIVE.matcher(status);
        return effective.find()
                && (Long.parseUnsignedLong(effective.group(1), 16) & NEEDED) == NEEDED
                && !setgroups.strip().equals("deny");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
