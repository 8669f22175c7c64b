// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
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
    private static final long GRACE_NANOS = PtyCommand.DEFAULT_HANGUP_GRACE.toNanos();

    private final LibC libC;
    private Set<Integer> waiting = new HashSet<>();
    private boolean sweeping;

    /** A sweeper with nothing to do. */
    public LeftoverSweeper(LibC libC) {
        this.libC = libC;
    }

    /** Ends, one to two grace periods from now, what is left of the session of a leader that has been collected. */
    synchronized void sweepLater(int leader) {
        waiting.add(leader);
        if (!sweeping) {
            sweeping = true;
            Thread thread = new Thread(this::run, "rmux-pty-sweeper");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Wakes up once in a grace period: a ScheduledThreadPoolExecutor whose thread may time out would do so all the time. */
    private void run() {
        Set<Integer> due = Set.of();
        do {
            awaitGrace();
            sweep(due);
            due = takeWaiting();
        } while (!due.isEmpty());
    }

    private synchronized Set<Integer> takeWaiting() {
        Set<Integer> leaders = waiting;
        waiting = new HashSet<>();
        sweeping = !leaders.isEmpty();
        return leaders;
    }

    private void awaitGrace() {
        long start = System.nanoTime();
        long left = GRACE_NANOS;
        while (left > 0) {
            LockSupport.parkNanos(this, left);
            left = start + GRACE_NANOS - System.nanoTime();
        }
    }

    private void sweep(Set<Integer> leaders) {
        try {
            if (!leaders.isEmpty()) {
                ProcessTree.leftBehindBy(libC, leaders).terminate();
            }
        } catch (PtyException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "what was left behind on closed terminals could not be ended", e);
        }
    }
}
