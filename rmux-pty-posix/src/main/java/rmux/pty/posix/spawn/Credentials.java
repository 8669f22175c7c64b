// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.List;

/**
 * What a program runs as, by the numbers of the system, which are unsigned.
 *
 * @param description the user and groups as they were asked for, for messages
 * @param user the user
 * @param group the group
 * @param groups the supplementary groups
 */
record Credentials(String description, int user, int group, List<Integer> groups) {}
