// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.LibC.Symbol;
import rmux.pty.posix.platform.Feature;

/**
 * A way to start a program that neither inherits descriptors nor starts in the wrong directory, with what the C library has.
 *
 * <p>Descriptors of the JDK carry no close-on-exec flag, and other threads open more of them at any moment, so that closing
 * what one sees beforehand leaks.
 */
interface SpawnRecipe {

    /** Starts the program; returns its pid, or the negated error of posix_spawn itself. */
    int start(SpawnMemory request) throws PtyException;

    /** The recipe that fits a C library. */
    static SpawnRecipe fitting(LibC libC) {
        if (!libC.platform().has(Feature.SESSION_BEFORE_FILE_ACTIONS)) {
            return new TrampolineRecipe(libC);
        }
        boolean closesFrom = libC.has(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP);
        boolean changesDirectory = libC.has(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP);
        SpawnRecipe recipe = closesFrom && changesDirectory
                ? new DirectRecipe(libC)
                : new PrivateThreadRecipe(libC, closesFrom, changesDirectory);
        return new RunAsRecipe(libC, new LimitingRecipe(libC, OpenFileLimit.ofThisProcess(libC), recipe));
    }
}
