// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.process.ForegroundGroup;

/**
 * Starts a program with a lower limit of open files than this process has (rule SPAWN-17).
 *
 * <p>{@code posix_spawn} cannot set limits, and lowering that of the JVM for a moment would let other threads fail to open
 * files. Setting that of the child once {@code posix_spawn} has returned is too late on a busy machine: half of the programs
 * saw the raised limit. So the child waits at a gate after it has opened its terminal, whose foreground group tells its number.
 */
final class LimitingRecipe implements SpawnRecipe {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LibC libC;
    private final int killSignal;
    private final OpenFileLimit limit;
    private final SpawnRecipe recipe;

    LimitingRecipe(LibC libC, OpenFileLimit limit, SpawnRecipe recipe) {
        this.libC = libC;
        this.killSignal = libC.platform().signals().number(PtySignal.KILL);
        this.limit = limit;
        this.recipe = recipe;
    }

    @Override
    public int start(SpawnMemory request) throws PtyException {
        try (OpenFileLimit.Change change = limit.prepare()) {
            if (!change.isDue()) {
                return recipe.start(request);
            }
            Optional<SpawnGate> gate = SpawnGate.create(libC);
            if (gate.isEmpty()) {
                return limited(change, recipe.start(request));
            }
            try (SpawnGate closed = gate.get()) {
                request.passThrough(closed.path());
                Doorkeeper doorkeeper = new Doorkeeper(change, closed, request.foreground());
                return doorkeeper.finish(SpawnThread.run(() -> recipe.start(request), doorkeeper));
            }
        }
    }

    /** Sets the limit of a child that runs already; returns its number. */
    private static int limited(OpenFileLimit.Change change, int pid) {
        change.applyTo(pid);
        return pid;
    }

    /** Waits for the child at the gate, sets its limit and lets it pass. */
    private final class Doorkeeper implements Runnable {
        private final OpenFileLimit.Change change;
        private final SpawnGate gate;
        private final ForegroundGroup foreground;
        private final int before;
        private final long start = System.nanoTime();
        private int child;
        private boolean limitIsSet;
        private boolean passed;
        private @Nullable PtyException failure;

        Doorkeeper(OpenFileLimit.Change change, SpawnGate gate, ForegroundGroup foreground) throws PtyException {
            this.change = change;
            this.gate = gate;
            this.foreground = foreground;
            this.before = foreground.number();
        }

        @Override
        public void run() {
            try {
                if (child == 0) {
                    seeChild();
                }
                if (!passed && failure == null && (child != 0 || System.nanoTime() - start > PATIENCE_NANOS)) {
                    letPass();
                }
            } catch (PtyException | RuntimeException | Error notNow) {
                // A full heap or table may have room in a moment; leaving now would leave the child at the gate.
            }
        }

        private void letPass() throws PtyException {
            try {
                passed = gate.open();
            } catch (PtyException e) {
                if (child == 0) {
                    throw e;
                }
                failure = e;
                libC.kill(child, killSignal);
            }
        }

        /** The terminal may also be that of a program started before: what is a child of others is left alone. */
        private void seeChild() throws PtyException {
            int group = foreground.number();
            boolean ours = group > 0
                    && group != before
                    && ProcessHandle.of(group)
                            .flatMap(ProcessHandle::parent)
                            .filter(ProcessHandle.current()::equals)
                            .isPresent();
            if (ours) {
                child = group;
                limitIsSet = change.applyTo(child);
            }
        }

        /** The result of the spawn; a child that was not seen, or is another user's, gets its limit late. */
        int finish(int pid) throws PtyException {
            if (failure != null) {
                throw failure;
            }
            return limitIsSet ? pid : limited(change, pid);
        }
    }
}
