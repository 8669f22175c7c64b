// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rmux.pty.api.internal.command.CommandChecks;

/**
 * The user, group and supplementary groups that a program runs as; an immutable value.
 *
 * <p>Each is a name or a number that the system of the program knows. Text of digits is a name if there is such a name, and
 * otherwise a number, as for chown(1). None of them is looked up before the program is started.
 *
 * @see PtyCommand#withRunAs
 */
public final class RunAs {

    private final String user;
    private final Optional<String> group;
    private final Optional<List<String>> supplementaryGroups;

    private RunAs(String user, Optional<String> group, Optional<List<String>> supplementaryGroups) {
        this.user = user;
        this.group = group;
        this.supplementaryGroups = supplementaryGroups;
    }

    /**
     * Chooses a user, with the groups that the system lists for this user.
     *
     * @param user a name or a number
     * @return the user
     * @throws IllegalArgumentException if the text is empty or contains a NUL
     */
    public static RunAs user(String user) {
        return new RunAs(CommandChecks.account("user", user), Optional.empty(), Optional.empty());
    }

    /**
     * Replaces the group; that of the user unless set.
     *
     * @param name a name or a number
     * @return the changed copy
     * @throws IllegalArgumentException if the text is empty or contains a NUL
     */
    @CheckReturnValue
    public RunAs withGroup(String name) {
        return new RunAs(user, Optional.of(CommandChecks.account("group", name)), supplementaryGroups);
    }

    /**
     * Replaces the supplementary groups; those that the system lists for the user unless set.
     *
     * @param names names or numbers; none for no supplementary group
     * @return the changed copy
     * @throws IllegalArgumentException if a text is empty or contains a NUL
     */
    @CheckReturnValue
    public RunAs withSupplementaryGroups(String... names) {
        return withSupplementaryGroups(Arrays.asList(names));
    }

    /**
     * Replaces the supplementary groups; those that the system lists for the user unless set.
     *
     * @param names names or numbers; none for no supplementary group
     * @return the changed copy
     * @throws IllegalArgumentException if a text is empty or contains a NUL
     */
    @CheckReturnValue
    public RunAs withSupplementaryGroups(List<String> names) {
        names.forEach(name -> CommandChecks.account("supplementary group", name));
        return new RunAs(user, group, Optional.of(List.copyOf(names)));
    }

    /** {@return the user, a name or a number} */
    public String user() {
        return user;
    }

    /** {@return the group, a name or a number, if it was set} */
    public Optional<String> group() {
        return group;
    }

    /** {@return the supplementary groups, names or numbers, if they were set; immutable} */
    public Optional<List<String>> supplementaryGroups() {
        return supplementaryGroups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunAs that
                && user.equals(that.user)
                && group.equals(that.group)
                && supplementaryGroups.equals(that.supplementaryGroups);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, group, supplementaryGroups);
    }

    /** Returns the user, then a colon and the group if it was set, then the supplementary groups in brackets if they were set. */
    @Override
    public String toString() {
        return user
                + group.map(name -> ":" + name).orElse("")
                + supplementaryGroups.map(Object::toString).orElse("");
    }
}
