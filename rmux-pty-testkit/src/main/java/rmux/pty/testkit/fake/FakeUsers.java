// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.RunAs;
import rmux.pty.testkit.programs.OtherUser;
import rmux.pty.testkit.programs.ProgramIdentity;

/** The users and groups of the fake's system, each with the same number; its own user is root. */
final class FakeUsers {

    private static final Map<String, Long> NUMBERS = Map.of("root", 0L, "staff", 50L, "nobody", 65534L);

    static final ProgramIdentity OWN = new ProgramIdentity(0, 0, Set.of(0L));

    private FakeUsers() {}

    static List<OtherUser> others() {
        return List.of(
                new OtherUser(RunAs.user("nobody"), new ProgramIdentity(65534, 65534, Set.of(65534L))),
                new OtherUser(
                        RunAs.user("nobody").withGroup("7").withSupplementaryGroups("staff", "8"),
                        new ProgramIdentity(65534, 7, Set.of(7L, 8L, 50L))));
    }

    static ProgramIdentity identity(Optional<RunAs> wish) throws PtySpawnException {
        if (wish.isEmpty()) {
            return OWN;
        }
        RunAs runAs = wish.get();
        long user = number(runAs.user());
        long group = runAs.group().isPresent() ? number(runAs.group().get()) : user;
        Set<Long> groups = new HashSet<>(Set.of(group));
        for (String name : runAs.supplementaryGroups().orElse(List.of())) {
            groups.add(number(name));
        }
        return new ProgramIdentity(user, group, groups);
    }

    private static long number(String name) throws PtySpawnException {
        Long number = NUMBERS.get(name);
        if (number == null && !name.chars().allMatch(Character::isDigit)) {
            throw new PtySpawnException(Stage.USER, "find_user", "there is no user or group " + name);
        }
        return number == null ? Long.parseLong(name) : number;
    }
}
