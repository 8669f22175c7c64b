// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;

/** Starts a program as another user, if it is to be one (rule SPAWN-16). */
final class RunAsRecipe implements SpawnRecipe {

    private final LibC libC;
    private final UserThread thread;
    private final SpawnFailures failures;
    private final SpawnRecipe recipe;

    RunAsRecipe(LibC libC, SpawnRecipe recipe) {
        this.libC = libC;
        this.thread = new UserThread(libC);
        this.failures = new SpawnFailures(libC);
        this.recipe = recipe;
    }

    @Override
    public int start(SpawnMemory request) throws PtyException {
        Optional<Credentials> credentials = request.credentials();
        return credentials.isEmpty() ? recipe.start(request) : thread.run(credentials.get(), () -> startHere(request));
    }

    /** What a failure means depends on what the user may see, and so it is found out here. */
    private int startHere(SpawnMemory request) throws PtyException {
        Dumpability kept = Dumpability.keep(libC);
        try (kept) {
            int pid = recipe.start(request);
            if (pid < 0) {
                throw failures.explain(request, pid);
            }
            return pid;
        }
    }
}
