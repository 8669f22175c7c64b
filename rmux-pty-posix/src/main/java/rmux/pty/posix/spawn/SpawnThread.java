// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryThreads;

/** A thread that lives for one spawn, since {@code posix_spawn} holds up the thread that calls it until the program runs. */
final class SpawnThread {

    private static final long STACK_BYTES = 256 * 1024;
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private SpawnThread() {}

    /** Runs a task on a thread of its own. */
    static int run(Callable<Integer> task) throws PtyException {
        return await(start(task));
    }

    /** Runs a task on a thread of its own and something else here, again and again until the task is done. */
    static int run(Callable<Integer> task, Runnable meanwhile) throws PtyException {
        FutureTask<Integer> running = start(task);
        while (!running.isDone()) {
            meanwhile.run();
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        return await(running);
    }

    private static FutureTask<Integer> start(Callable<Integer> task) throws PtyException {
        FutureTask<Integer> running = new FutureTask<>(task);
        try {
            LibraryThreads.start(LibraryThreads.create("spawn", STACK_BYTES, running));
        } catch (OutOfMemoryError e) {
            throw new PtyException("pthread_create", "the thread that starts the program could not be created", e);
        }
        return running;
    }

    /** The wait is short, and what it is for cannot be undone: an interrupt is kept for later. */
    private static int await(FutureTask<Integer> task) throws PtyException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof PtyException failure) {
                        throw failure;
                    }
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new PtyException("posix_spawn", "the spawning thread failed: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
