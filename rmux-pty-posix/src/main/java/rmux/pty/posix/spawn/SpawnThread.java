// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryThreads;

/**
 * A thread that lives for one spawn, since {@code posix_spawn} holds up the thread that calls it until the program runs.
 *
 * <p>The result is a plain number: a program that has been started must not be lost because there is no memory for an object.
 */
final class SpawnThread implements Runnable {

    private static final long STACK_BYTES = 256 * 1024;
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** Something that starts a process; returns its number or an error number. */
    interface Start {
        int start() throws PtyException;
    }

    private final Start start;
    private int result;
    private @Nullable Throwable failure;
    private boolean done;

    private SpawnThread(Start start) {
        this.start = start;
    }

    /** Runs a task on a thread of its own. */
    static int run(Start task) throws PtyException {
        return begin(task).await();
    }

    /** Runs a task on a thread of its own and something else here, again and again until the task is done. */
    static int run(Start task, Runnable meanwhile) throws PtyException {
        SpawnThread running = begin(task);
        try {
            while (!running.isDone()) {
                meanwhile.run();
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        } catch (RuntimeException | Error e) {
            running.await(); // the result is what counts; this was only a help
        }
        return running.await();
    }

    private static SpawnThread begin(Start task) throws PtyException {
        SpawnThread running = new SpawnThread(task);
        try {
            LibraryThreads.start(LibraryThreads.create("spawn", STACK_BYTES, running));
        } catch (OutOfMemoryError e) {
            throw new PtyException("pthread_create", "the thread that starts the program could not be created", e);
        }
        return running;
    }

    @Override
    public void run() {
        int number = 0;
        Throwable thrown = null;
        try {
            number = start.start();
        } catch (PtyException | RuntimeException | Error e) {
            thrown = e;
        }
        synchronized (this) {
            result = number;
            failure = thrown;
            done = true;
            notifyAll();
        }
    }

    private synchronized boolean isDone() {
        return done;
    }

    /** The wait is short, and what it is for cannot be undone: an interrupt is kept for later. */
    private synchronized int await() throws PtyException {
        boolean interrupted = false;
        while (!done) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure;
        if (thrown instanceof PtyException refused) {
            throw refused;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new PtyException("posix_spawn", "the spawning thread failed: " + thrown, thrown);
        }
        return result;
    }
}
