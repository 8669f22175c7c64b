// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Gives the calling thread a descriptor table of its own with everything from 3 on marked close-on-exec.
 *
 * <p>By {@code close_range(2)} in one call (Linux 5.11); else by {@code unshare(2)} and a walk over the private table, which
 * nobody else changes any more. Where a sandbox forbids both, what is open now and some room above is closed in the child:
 * that leaks what another thread opens in the very moment, beyond the room, and a warning says so once.
 */
final class PrivateDescriptors {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final int FIRST_AFTER_STANDARD = 3;
    private static final int EVERY_DESCRIPTOR = -1;
    private static final int ROOM_ABOVE = 256;
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final LibC libC;

    PrivateDescriptors(LibC libC) {
        this.libC = libC;
    }

    /** Isolates the calling thread; returns what is still to be added to the file actions. */
    SpawnCall.Extra isolate() throws PtyException {
        int flags = libC.platform().flags(Constant.CLOSE_RANGE_UNSHARE, Constant.CLOSE_RANGE_CLOEXEC);
        int closed = libC.close_range(FIRST_AFTER_STANDARD, EVERY_DESCRIPTOR, flags);
        if (closed >= 0) {
            return actions -> {};
        }
        int unshared = libC.unshare(libC.platform().number(Constant.CLONE_FILES));
        if (unshared >= 0) {
            markOpen();
            return actions -> {};
        }
        if (WARNED.compareAndSet(false, true)) {
            LOGGER.log(
                    Level.WARNING,
                    "close_range failed with {0} and unshare with {1}; closing open descriptors one by one instead, which can"
                            + " miss one that another thread opens at that moment",
                    Errno.of(closed),
                    Errno.of(unshared));
        }
        return this::addCloseOfOpen;
    }

    private void markOpen() throws PtyException {
        for (int fd : openDescriptors("/proc/thread-self/fd")) {
            int flags = libC.fcntl(fd, libC.platform().number(Constant.F_GETFD), 0);
            if (flags >= 0 && fd >= FIRST_AFTER_STANDARD) {
                Errno.check(
                        "fcntl(F_SETFD)",
                        libC.fcntl(
                                fd,
                                libC.platform().number(Constant.F_SETFD),
                                flags | libC.platform().number(Constant.FD_CLOEXEC)));
            }
        }
    }

    private void addCloseOfOpen(long actions) throws PtyException {
        int highest = Arrays.stream(openDescriptors("/proc/self/fd")).max().orElse(FIRST_AFTER_STANDARD);
        for (int fd = FIRST_AFTER_STANDARD; fd <= highest + ROOM_ABOVE; fd++) {
            Errno.check("posix_spawn_file_actions_addclose", libC.posix_spawn_file_actions_addclose(actions, fd));
        }
    }

    /** The descriptors of a table; one of them, already closed again, is that of the listing itself. */
    private static int[] openDescriptors(String directory) throws PtyException {
        String[] names = new File(directory).list();
        if (names == null) {
            throw new PtyException("read " + directory, "the open descriptors cannot be listed; is /proc mounted?");
        }
        return Arrays.stream(names).mapToInt(Integer::parseInt).toArray();
    }
}
