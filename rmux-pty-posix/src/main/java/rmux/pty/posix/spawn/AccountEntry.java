// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** An entry of the database of users or of that of groups: {@code struct passwd} or {@code struct group}, with its texts. */
final class AccountEntry implements AutoCloseable {

    private final LibC libC;
    private final NativeBlock structure;
    private final NativeBlock texts;

    private AccountEntry(LibC libC, NativeBlock structure, NativeBlock texts) {
        this.libC = libC;
        this.structure = structure;
        this.texts = texts;
    }

    /** The address of the user's name, valid until the entry is closed. */
    long name() {
        return structure.word(libC.platform().number(Constant.PASSWD_NAME_OFFSET));
    }

    /** The number of a user or group at an offset of the structure. */
    int number(Constant offset) {
        return structure.bytes().getInt(libC.platform().number(offset));
    }

    @Override
    public void close() {
        try (structure) {
            texts.close();
        }
    }

    /** Reads entries. */
    static final class Lookup {

        private static final int FIRST_SIZE = 1024;

        /** A group with a hundred thousand members needs about a mebibyte. */
        private static final int LARGEST_SIZE = 16 * 1024 * 1024;

        private final LibC libC;

        Lookup(LibC libC) {
            this.libC = libC;
        }

        /** A user by name. */
        Optional<AccountEntry> user(String name) throws PtyException {
            try (NativeBlock text = NativeStrings.copy(libC, NativeStrings.encode(name))) {
                return find(
                        "getpwnam_r",
                        Constant.PASSWD_SIZE,
                        (structure, texts, size, result) ->
                                libC.getpwnam_r(text.address(), structure, texts, size, result));
            }
        }

        /** A user by number. */
        Optional<AccountEntry> user(int number) throws PtyException {
            return find(
                    "getpwuid_r",
                    Constant.PASSWD_SIZE,
                    (structure, texts, size, result) -> libC.getpwuid_r(number, structure, texts, size, result));
        }

        /** A group by name. */
        Optional<AccountEntry> group(String name) throws PtyException {
            try (NativeBlock text = NativeStrings.copy(libC, NativeStrings.encode(name))) {
                return find(
                        "getgrnam_r",
                        Constant.GROUP_SIZE,
                        (structure, texts, size, result) ->
                                libC.getgrnam_r(text.address(), structure, texts, size, result));
            }
        }

        private interface Function {
            int call(long structure, long texts, long size, long result);
        }

        private Optional<AccountEntry> find(String operation, Constant size, Function function) throws PtyException {
            for (int room = FIRST_SIZE; ; room *= 2) {
                NativeBlock structure = new NativeBlock(libC, libC.platform().room(size));
                NativeBlock texts = new NativeBlock(libC, room);
                AccountEntry entry = new AccountEntry(libC, structure, texts);
                boolean found = false;
                try (NativeBlock pointer = new NativeBlock(libC, libC.platform().wordSize())) {
                    int result = function.call(structure.address(), texts.address(), room, pointer.address());
                    found = result >= 0 && pointer.word(0) != 0;
                    if (found) {
                        return Optional.of(entry);
                    }
                    if (!Errno.ERANGE.is(result) || room >= LARGEST_SIZE) {
                        checkAbsence(operation, result);
                        return Optional.empty();
                    }
                } finally {
                    if (!found) {
                        entry.close();
                    }
                }
            }
        }

        /** Some name services say that there is nothing by an error (getpwnam_r(3)). */
        private static void checkAbsence(String operation, int result) throws PtyException {
            if (!Errno.ENOENT.is(result) && !Errno.ESRCH.is(result)) {
                Errno.check(operation, result);
            }
        }
    }
}
