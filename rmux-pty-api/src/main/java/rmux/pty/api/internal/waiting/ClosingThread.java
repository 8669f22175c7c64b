// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes sessions in the background, all of them in one thread, which exists only while there is something to close.
 *
 * <p>The work goes in steps that do not block, so that many sessions pass their grace periods at the same time. A step that
 * throws is repeated: nothing that a session's closing runs into keeps the others from being closed (rule LIFE-08).
 */
public final class ClosingThread {

    private static final long STACK_BYTES = 256 * 1024;
    private static final long RETRY_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** Something that is closed step by step. */
    public interface Work {
        /** Takes a step; returns the nanoseconds until the next one is due, at the latest, or 0 when all is done. */
        long step(Signal progress);
    }

    private static final Object LOCK = new Object();
    private static final Signal PROGRESS = new Signal();
    private static List<Work> waiting = new ArrayList<>();
    private static boolean running;

    private ClosingThread() {}

    /** Adds work; false if there is no thread or no memory to do it, in which case nothing was added. Never throws. */
    public static boolean add(Work work) {
        synchronized (LOCK) {
            if (!tryAdd(work)) {
                return false;
            }
            if (!running) {
                if (!tryStart()) {
                    waiting.remove(work);
                    return false;
                }
                running = true;
            }
        }
        PROGRESS.raise();
        return true;
    }

    private static boolean tryAdd(Work work) {
        try {
            return waiting.add(work);
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private static boolean tryStart() {
        try {
            return LibraryThreads.tryStart("closer", STACK_BYTES, ClosingThread::run) == null;
        } catch (Error e) {
            return false;
        }
    }

    private static void run() {
        List<Work> open = null;
        while (true) {
            try {
                if (open == null) {
                    open = new ArrayList<>();
                }
                if (!takeWaiting(open)) {
                    return;
                }
                PROGRESS.await(stepAll(open));
            } catch (RuntimeException | Error e) {
                LockSupport.parkNanos(RETRY_PAUSE);
            }
        }
    }

    /** False if there is nothing to do, and this thread no longer counts as running. */
    private static boolean takeWaiting(List<Work> open) {
        synchronized (LOCK) {
            open.addAll(waiting);
            waiting.clear();
            running = !open.isEmpty();
            return running;
        }
    }

    private static long stepAll(List<Work> open) {
        long due = Long.MAX_VALUE;
        for (int i = open.size() - 1; i >= 0; i--) {
            long next;
            try {
                next = open.get(i).step(PROGRESS);
            } catch (RuntimeException | Error e) {
                next = RETRY_PAUSE;
            }
            if (next == 0) {
                open.remove(i);
            } else {
                due = Math.min(due, next);
            }
        }
        return open.isEmpty() ? 0 : due;
    }
}
