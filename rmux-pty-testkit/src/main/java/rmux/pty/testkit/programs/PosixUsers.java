// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rmux.pty.api.RunAs;

/** Users of a POSIX system, as id(1) describes them. */
final class PosixUsers {

    /** Every system has this user, with no rights of its own. */
    private static final String NOBODY = "nobody";

    private static final String ASK = "id -u $1; id -g $1; id -G $1";

    private PosixUsers() {}

    static Inquiry<ProgramIdentity> identity() {
        return new Inquiry<>(PosixPrograms.shell(ASK), PosixUsers::parse);
    }

    private static ProgramIdentity parse(byte[] output) {
        String[] lines = new String(output, StandardCharsets.US_ASCII).strip().split("\r?\n", -1);
        Set<Long> groups =
                Arrays.stream(lines[2].split(" ", -1)).map(Long::parseLong).collect(Collectors.toSet());
        return new ProgramIdentity(Long.parseLong(lines[0]), Long.parseLong(lines[1]), groups);
    }

    /** By name with its own groups; with others; and by number, without supplementary groups. */
    static List<OtherUser> others() throws IOException {
        Process asked = new ProcessBuilder("/bin/sh", "-c", ASK, "sh", NOBODY)
                .redirectErrorStream(true)
                .start();
        byte[] output = asked.getInputStream().readAllBytes();
        if (!Character.isDigit(output.length == 0 ? ' ' : output[0])) {
            throw new ProgramNotAvailableException("no user " + NOBODY + " to run programs as");
        }
        ProgramIdentity nobody = parse(output);
        long user = nobody.user();
        return List.of(
                new OtherUser(RunAs.user(NOBODY), nobody),
                new OtherUser(
                        RunAs.user(NOBODY).withGroup("1").withSupplementaryGroups("2", "3"),
                        new ProgramIdentity(user, 1, Set.of(1L, 2L, 3L))),
                new OtherUser(
                        RunAs.user(Long.toString(user)).withGroup("4").withSupplementaryGroups(),
                        new ProgramIdentity(user, 4, Set.of(4L))));
    }
}
