// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import rmux.pty.api.PtyException;

/**
 * Closes a pseudo console once, in a thread that is there for nothing else: before build 26100, ClosePseudoConsole waits for
 * the output to be read and for the programs to end, and nobody who could bring that about must wait for it.
 */
final class Closing {

    /** Windows gives a program 5 s to act on CTRL_CLOSE_EVENT (HandlerRoutine); a multiple of that. */
    private static final long PATIENCE_SECONDS = 20;

    private final Runnable close;
    private final CountDownLatch done = new CountDownLatch(1);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean begun;

    Closing(Runnable close) {
        this.close = close;
    }

    /** Begins; the second time does nothing. Waits for a resize under way, which is short, and for nothing else. */
    void begin() {
        lock.writeLock().lock();
        try {
            if (begun) {
                return;
            }
            begun = true;
        } finally {
            lock.writeLock().unlock();
        }
        Thread thread = new Thread(this::run, "rmux-pty-conpty-close");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            close.run();
        } finally {
            done.countDown();
        }
    }

    /** Runs a call that needs the console, which is not closed meanwhile; 0 without calling when it is closed. */
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
