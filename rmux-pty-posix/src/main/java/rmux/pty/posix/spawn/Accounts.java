// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.RunAs;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Looks users and groups up in the databases of the system, through the name service switch where the C library has one: what
 * getent(1) shows counts, not only {@code /etc/passwd}. May block, as for users of a directory on the network.
 */
final class Accounts {

    /** One less than the largest unsigned number of 32 bits, which setresuid(2) takes for "no change". */
    private static final long LAST_NUMBER = 0xFFFF_FFFEL;

    private static final int MOST_DIGITS = 10;

    /** {@code NGROUPS_MAX} of limits.h: the kernel takes no more. */
    private static final int MOST_GROUPS = 65536;

    private static final int FIRST_GROUPS = 64;

    private final LibC libC;
    private final AccountEntry.Lookup lookup;

    Accounts(LibC libC) {
        this.libC = libC;
        this.lookup = new AccountEntry.Lookup(libC);
    }

    /**
     * Finds the numbers for what was asked for.
     *
     * @throws PtySpawnException if there is no such user or group, or the databases cannot be read
     */
    Credentials find(RunAs runAs) throws PtySpawnException {
        try (Foundation user = user(runAs.user())) {
            int group = group(runAs, user);
            List<Integer> groups = runAs.supplementaryGroups().isPresent()
                    ? named(runAs.supplementaryGroups().get())
                    : user.groupsWith(group);
            return new Credentials(runAs.toString(), user.number, group, groups);
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.USER, "the user " + runAs.user() + " cannot be looked up", e);
        }
    }

    private Foundation user(String text) throws PtyException {
        Optional<AccountEntry> named = lookup.user(text);
        if (named.isPresent()) {
            return new Foundation(named, named.get().number(Constant.PASSWD_UID_OFFSET));
        }
        OptionalInt number = number(text);
        if (number.isEmpty()) {
            throw new PtySpawnException(Stage.USER, "getpwnam_r", "there is no user " + text + " on this system");
        }
        return new Foundation(lookup.user(number.getAsInt()), number.getAsInt());
    }

    private int group(RunAs runAs, Foundation user) throws PtyException {
        if (runAs.group().isPresent()) {
            return group(runAs.group().get());
        }
        return user.entry
                .map(entry -> entry.number(Constant.PASSWD_GID_OFFSET))
                .orElseThrow(() -> new PtySpawnException(
                        Stage.USER,
                        "getpwuid_r",
                        "the user " + runAs.user() + " has no entry in the database of users; name a group as well"));
    }

    private int group(String text) throws PtyException {
        Optional<AccountEntry> named = lookup.group(text);
        if (named.isPresent()) {
            try (AccountEntry entry = named.get()) {
                return entry.number(Constant.GROUP_GID_OFFSET);
            }
        }
        return number(text)
                .orElseThrow(() -> new PtySpawnException(
                        Stage.USER, "getgrnam_r", "there is no group " + text + " on this system"));
    }

    private List<Integer> named(List<String> texts) throws PtyException {
        Set<Integer> groups = new LinkedHashSet<>();
        for (String text : texts) {
            groups.add(group(text));
        }
        return List.copyOf(groups);
    }

    private static OptionalInt number(String text) {
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(text) : -1;
        return number < 0 || number > LAST_NUMBER ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    /** A user, with an entry in the database unless it is a mere number. */
    private final class Foundation implements AutoCloseable {
        private final Optional<AccountEntry> entry;
        private final int number;

        Foundation(Optional<AccountEntry> entry, int number) {
            this.entry = entry;
            this.number = number;
        }

        /** The groups that the system lists for the user, and one more. */
        List<Integer> groupsWith(int group) throws PtyException {
            if (entry.isEmpty()) {
                return List.of(group);
            }
            int room = FIRST_GROUPS;
            while (true) {
                try (NativeBlock groups = new NativeBlock(libC, room * Integer.BYTES);
                        NativeBlock count = new NativeBlock(libC, Integer.BYTES)) {
                    count.bytes().putInt(0, room);
                    int result = libC.getgrouplist(entry.get().name(), group, groups.address(), count.address());
                    int found = count.bytes().getInt(0);
                    if (result > 0 && found <= room) {
                        return numbers(groups, found);
                    }
                    if (found <= room || found > MOST_GROUPS) {
                        throw result < 0
                                ? new PtyException("getgrouplist", Errno.of(result))
                                : new PtyException("getgrouplist", "the groups cannot be listed");
                    }
                    room = found;
                }
            }
        }

        private static List<Integer> numbers(NativeBlock groups, int count) {
            List<Integer> numbers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                numbers.add(groups.bytes().getInt(i * Integer.BYTES));
            }
            return List.copyOf(numbers);
        }

        @Override
        public void close() {
            entry.ifPresent(AccountEntry::close);
        }
    }
}
