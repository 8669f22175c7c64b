// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;

/**
 * Ends what programs left behind on terminals that have been closed, a grace period after the hang-up (rule LIFE-02).
 *
 * <p>Sessions that close about the same time share one look at the system's processes, and one thread, which is there only
 * while something is to be swept.
 */
public final class LeftoverSweeper {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final long GRACE_MILLIS = PtyCommand.DEFAULT_HANGUP_GRACE.toMillis();

    private final LibC libC;
    private final ScheduledThreadPoolExecutor executor;
    private Set<Integer> waiting = new HashSet<>();

    /** A sweeper with nothing to do. */
    public LeftoverSweeper(LibC libC) {
        this.libC = libC;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rmux-pty-sweeper");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Ends, after the grace period, what is left of the session of a leader that has been collected. */
    synchronized void sweepLater(int leader) {
        if (waiting.isEmpty()) {
            // One grace period for those that join late and one for all: nobody gets less than one.
            later(this::takeTurn);
        }
        waiting.add(leader);
    }

    private synchronized void takeTurn() {
        Set<Integer> leaders = waiting;
        waiting = new HashSet<>();
        later(() -> sweep(leaders));
    }

    private void later(Runnable task) {
        Future<?> unused = executor.schedule(task, GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep(Set<Integer> leaders) {
        try {
            ProcessTree.leftBehindBy(libC, leaders).terminate();
        } catch (PtyException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "what was left behind on closed terminals could not be ended", e);
        }
    }
}
