// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.util.Set;

/**
 * The user and groups of a program, by their numbers.
 *
 * @param user the user
 * @param group the group
 * @param groups the group and the supplementary groups
 */
public record ProgramIdentity(long user, long group, Set<Long> groups) {
    /**
     * Copies the set.
     *
     * @param user the user
     * @param group the group
     * @param groups the group and the supplementary groups
     */
    public ProgramIdentity {
        groups = Set.copyOf(groups);
    }
}
