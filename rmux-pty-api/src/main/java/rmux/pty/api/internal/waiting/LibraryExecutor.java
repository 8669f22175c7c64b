// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.QuietLog;

/**
 * Runs what applications attach to this library: subscribers and the dependents of exit futures.
 *
 * <p>There is a thread for each task that is running, so that tasks that block hold up nobody else, and no thread a few
 * seconds after the last task. The common pool promises neither: it may have one thread, or none, and other code may fill it.
 */
public final class LibraryExecutor implements Executor {

    /** The executor that all sessions share. */
    public static final LibraryExecutor SHARED = new LibraryExecutor(LibraryThreads::tryStart);

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Starts a thread, or returns why that is not possible; see {@link LibraryThreads#tryStart}. */
    interface Starter {
        @Nullable
        Throwable tryStart(String name, long stackBytes, Runnable task);
    }

    private final Starter starter;
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int workers;

    /** Workers that wait, including those that were notified and are about to take a task that is still queued. */
    private int idle;

    LibraryExecutor(Starter starter) {
        this.starter = starter;
    }

    /**
     * Runs a task in a thread of this library. Never throws and never drops a task: if the system refuses another thread, the
     * task waits for one that is there, and only if there is none does it run in the calling thread.
     */
    @Override
    public void execute(Runnable task) {
        if (!enqueue(task) || !addWorker(task)) {
            run(task);
        }
    }

    /** Returns false if there is no memory for that. */
    private synchronized boolean enqueue(Runnable task) {
        try {
            return queue.add(task);
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    /** Ensures that a worker takes the queued task; false if nobody is there to take it and it is not queued any more. */
    private boolean addWorker(Runnable task) {
        synchronized (this) {
            if (queue.size() <= idle) {
                notify();
                return true;
            }
            workers++;
        }
        Throwable refusal = start();
        if (refusal == null) {
            return true;
        }
        synchronized (this) {
            workers--;
            return workers > 0 || !queue.remove(task);
        }
    }

    private @Nullable Throwable start() {
        try {
            return starter.tryStart("callback", 0, this::work);
        } catch (Error e) {
            return e;
        }
    }

    /** Whatever is thrown between two tasks, this worker is counted on. */
    private void work() {
        boolean needed = true;
        while (needed) {
            try {
                needed = workOnce();
            } catch (RuntimeException | Error e) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Returns false when this worker is to end. */
    private boolean workOnce() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        run(task);
        LibraryThreads.forgetTask();
        return true;
    }

    /** The next task, or null when this worker is to end. */
    private synchronized @Nullable Runnable next() {
        long idleSince = System.nanoTime();
        while (queue.isEmpty()) {
            long left = IDLE_NANOS - (System.nanoTime() - idleSince);
            if (left <= 0) {
                workers--;
                return null;
            }
            await(left);
        }
        return queue.remove();
    }

    private synchronized void await(long nanos) {
        idle++;
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
        } catch (InterruptedException e) {
            // An interrupt that a task left behind is meant for nobody here.
        } finally {
            idle--;
        }
    }

    /** A task that fails is logged: its thread serves others. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "a subscriber or a dependent of an exit future failed", e);
        }
    }
}
