// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * For glibc before 2.34 and for musl: a thread that lives for one spawn takes leave of the process's descriptor table and
 * directory ({@code unshare(2)}), and passes on to the child a table of its own in which everything is close-on-exec.
 *
 * <p>The thread does nothing else in Java that could open a file, and ends; the process's own table and directory are not
 * touched.
 */
final class PrivateThreadRecipe implements SpawnRecipe {

    private final LibC libC;
    private final boolean closesFrom;
    private final boolean changesDirectory;
    private final PrivateDescriptors descriptors;
    private final SpawnCall call;

    PrivateThreadRecipe(LibC libC, boolean closesFrom, boolean changesDirectory) {
        this.libC = libC;
        this.closesFrom = closesFrom;
        this.changesDirectory = changesDirectory;
        this.descriptors = new PrivateDescriptors(libC);
        this.call = new SpawnCall(libC);
    }

    @Override
    public int start(SpawnMemory request) throws PtyException {
        return SpawnThread.run(() -> startHere(request));
    }

    private int startHere(SpawnMemory request) throws PtyException {
        SpawnCall.Extra hygiene = closesFrom
                ? actions -> DirectRecipe.addCloseFrom(libC, actions, DirectRecipe.FIRST_AFTER_STANDARD)
                : descriptors.isolate();
        if (!changesDirectory && request.directoryPath() != 0) {
            enterDirectory(request.directoryPath());
        }
        return call.run(request, actions -> {
            hygiene.addTo(actions);
            if (changesDirectory) {
                DirectRecipe.addChangeDirectory(libC, actions, request);
            }
        });
    }

    private void enterDirectory(long path) throws PtyException {
        int unshared = libC.unshare(libC.platform().number(Constant.CLONE_FS));
        if (unshared < 0) {
            throw new PtyException(
                    "unshare",
                    "this C library cannot start a program in another directory, and the system does not let a thread have"
                            + " one of its own: " + Errno.of(unshared),
                    Errno.of(unshared));
        }
        Errno.check("chdir", libC.chdir(path));
    }
}
