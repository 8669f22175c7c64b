// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/** For glibc 2.34 and later: the child itself closes every descriptor from 3 on, and changes its directory. */
final class DirectRecipe implements SpawnRecipe {

    static final int FIRST_AFTER_STANDARD = 3;

    private final LibC libC;
    private final SpawnCall call;

    DirectRecipe(LibC libC) {
        this.libC = libC;
        this.call = new SpawnCall(libC);
    }

    @Override
    public int start(SpawnMemory request) throws PtyException {
        return call.run(request, actions -> {
            addCloseFrom(libC, actions, FIRST_AFTER_STANDARD);
            addChangeDirectory(libC, actions, request);
        });
    }

    static void addCloseFrom(LibC libC, long actions, int first) throws PtyException {
        Errno.check(
                "posix_spawn_file_actions_addclosefrom_np",
                libC.posix_spawn_file_actions_addclosefrom_np(actions, first));
    }

    static void addChangeDirectory(LibC libC, long actions, SpawnMemory request) throws PtyException {
        if (request.directoryPath() != 0) {
            Errno.check(
                    "posix_spawn_file_actions_addchdir_np",
                    libC.posix_spawn_file_actions_addchdir_np(actions, request.directoryPath()));
        }
    }
}
