// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.util.List;

/**
 * The environment variables that a client may set, and how many. Others are refused, as {@code sshd} does: some, such as {@code
 * LD_PRELOAD}, change what programs do.
 *
 * @param names the names; a {@code *} at the end stands for any rest
 */
record AcceptedVariables(List<String> names) {

    private static final int MOST_VARIABLES = 64;
    private static final int MOST_CHARACTERS = 8 * 1024;

    boolean accepts(String name, String value, int alreadySet) {
        return alreadySet < MOST_VARIABLES
                && value.length() <= MOST_CHARACTERS
                && name.indexOf('=') < 0
                && name.indexOf('\0') < 0
                && value.indexOf('\0') < 0
                && names.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
