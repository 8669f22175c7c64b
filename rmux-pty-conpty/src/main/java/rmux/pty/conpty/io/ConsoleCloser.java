// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import rmux.pty.api.PtyException;

/**
 * Closes a pseudo console once, in a thread that is there for nothing else: before build 26100, ClosePseudoConsole waits for
 * the output to be read and for the programs to end, and nobody who could bring that about must wait for it.
 */
final class ConsoleCloser {

    /** Windows gives a program 5 s to act on CTRL_CLOSE_EVENT (HandlerRoutine); a multiple of that. */
    private static final long PATIENCE_SECONDS = 20;

    /** Three frames of a host that draws 60 in a second. */
    static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** For how long a console that others still draw on may not be quiet. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Runnable close;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch hurry = new CountDownLatch(1);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean begun;

    ConsoleCloser(Runnable close) {
        this.close = close;
    }

    /** Begins, and closes at once; the second time does nothing. */
    void begin() {
        hurry.countDown();
        start(this::run);
    }

    /**
     * Begins, and closes once nothing has come from the host for a while, whose length in nanoseconds is asked for, or at
     * {@link #begin}.
     *
     * <p>A host draws in a thread of its own, and that of Windows Server 2019 (build 17763) drops what it has not drawn yet when
     * it is closed; other terminals that closed it at once lost the last output of short programs
     * (https://github.com/oven-sh/bun/pull/34689).
     */
    void beginWhenQuiet(LongSupplier nanosQuiet) {
        start(() -> {
            awaitQuiet(nanosQuiet);
            run();
        });
    }

    /** Waits for a resize under way, which is short, and for nothing else. */
    private void start(Runnable task) {
        lock.writeLock().lock();
        try {
            if (begun) {
                return;
            }
            begun = true;
        } finally {
            lock.writeLock().unlock();
        }
        Thread thread = new Thread(task, "rmux-pty-conpty-close");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitQuiet(LongSupplier nanosQuiet) {
        long began = System.nanoTime();
        try {
            long waited = 0;
            long left = QUIET_NANOS;
            while (left > 0 && waited < LONGEST_NANOS && !hurry.await(left, TimeUnit.NANOSECONDS)) {
                waited = System.nanoTime() - began;
                left = QUIET_NANOS - Math.min(waited, nanosQuiet.getAsLong());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody is in a hurry
        }
    }

    private void run() {
        try {
            close.run();
        } finally {
            done.countDown();
        }
    }

    /** Runs a call that needs the console, which is not closed meanwhile; 0 without calling once closing has begun. */
    int unlessBegun(IntSupplier call) {
        lock.readLock().lock();
        try {
            return begun ? 0 : call.getAsInt();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits until it is closed; an interrupt does not shorten it and is kept. */
    void finish() throws PtyException {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                try {
                    if (done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw new PtyException(
                            "ClosePseudoConsole",
                            "the pseudo console was not closed within " + PATIENCE_SECONDS + " s");
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
