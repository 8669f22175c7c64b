// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.List;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Runs a task on a thread of its own, which has another real user, real group and supplementary groups than the process.
 *
 * <p>For the kernel, credentials belong to threads; the functions of the C library change those of all (nptl(7)), and so the
 * system calls themselves are made here. The effective and the saved ones stay as they are: the JVM goes on to read its own
 * files, and nobody else may trace the thread (ptrace(2) wants all three to be its own). By the real ones, access(2) judges, and
 * {@code posix_spawn} with POSIX_SPAWN_RESETIDS makes them the effective ones of the child; execve(2) copies those to the
 * saved ones. The thread ends with its task and has nothing to restore.
 */
final class UserThread {

    private static final int UNCHANGED = -1;

    private final LibC libC;

    UserThread(LibC libC) {
        this.libC = libC;
    }

    /** Runs a task with these credentials. */
    int run(Credentials credentials, SpawnThread.Start task) throws PtyException {
        return SpawnThread.run(() -> {
            assume(credentials);
            return task.start();
        });
    }

    private void assume(Credentials credentials) throws PtySpawnException {
        dropAmbientCapabilities(credentials);
        setGroups(credentials);
        check("setresgid", credentials, libC.setresgid(credentials.group(), UNCHANGED, UNCHANGED));
        check("setresuid", credentials, libC.setresuid(credentials.user(), UNCHANGED, UNCHANGED));
    }

    /** Else a process of any user would keep them across execve(2); Linux before 4.3 has none and does not know the option. */
    private void dropAmbientCapabilities(Credentials credentials) throws PtySpawnException {
        long everything = libC.platform().number(Constant.PR_CAP_AMBIENT_CLEAR_ALL);
        int result = libC.prctl(libC.platform().number(Constant.PR_CAP_AMBIENT), everything, 0, 0, 0);
        if (!Errno.EINVAL.is(result)) {
            check("prctl", credentials, result);
        }
    }

    private void setGroups(Credentials credentials) throws PtySpawnException {
        List<Integer> groups = credentials.groups();
        try (NativeBlock list = new NativeBlock(libC, Math.max(1, groups.size()) * Integer.BYTES)) {
            for (int i = 0; i < groups.size(); i++) {
                list.bytes().putInt(i * Integer.BYTES, groups.get(i));
            }
            check("setgroups", credentials, libC.setgroups(groups.size(), list.address()));
        }
    }

    private static void check(String operation, Credentials credentials, int result) throws PtySpawnException {
        if (result < 0) {
            throw new PtySpawnException(
                    Stage.USER,
                    operation,
                    "this process may not run a program as " + credentials.description(),
                    Errno.of(result));
        }
    }
}
