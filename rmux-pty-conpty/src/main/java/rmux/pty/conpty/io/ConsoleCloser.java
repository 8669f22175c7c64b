// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import rmux.pty.api.PtyException;
import rmux.pty.windows.process.EventThread;

/**
 * Closes a pseudo console once, on a thread of its own: before build 26100, ClosePseudoConsole waits for the output to be read
 * and for the programs to end, and nobody who could bring that about must wait for it.
 *
 * <p>If the thread cannot be started, that is tried again, and {@link #finish} closes the console itself.
 */
final class ConsoleCloser {

    /** Windows gives a program 5 s to act on CTRL_CLOSE_EVENT (HandlerRoutine); a multiple of that. */
    private static final long PATIENCE_SECONDS = 20;

    /** Three frames of a host that draws 60 in a second. */
    static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** For how long a console that others still draw on may not be quiet. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Runnable close;
    private final EventThread events;
    private final ThreadFactory threads;
    private final EventThread.Event retry = new EventThread.Event(this::start);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch hurry = new CountDownLatch(1);
    private volatile LongSupplier nanosQuiet = () -> Long.MAX_VALUE;
    private boolean begun;

    ConsoleCloser(Runnable close, EventThread events, ThreadFactory threads) {
        this.close = close;
        this.events = events;
        this.threads = threads;
    }

    /** Begins, and closes at once. Further calls do nothing. Never blocks, never fails. */
    void begin() {
        hurry.countDown();
        start();
    }

    /**
     * Begins, and closes once nothing has come from the host for a while, or at {@link #begin}. Never blocks, never fails.
     *
     * <p>A host draws in a thread of its own, and that of Windows Server 2019 (build 17763) drops what it has not drawn yet when
     * it is closed; other terminals that closed it at once lost the last output of short programs
     * (https://github.com/oven-sh/bun/pull/34689).
     *
     * @param quiet for how many nanoseconds nothing has come
     */
    void beginWhenQuiet(LongSupplier quiet) {
        nanosQuiet = quiet;
        start();
    }

    private synchronized void start() {
        if (begun) {
            return;
        }
        try {
            Thread thread = threads.newThread(this::run);
            thread.setName("rmux-pty-conpty-close");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            begun = true;
        } catch (VirtualMachineError e) {
            events.postLater(retry, RETRY_NANOS);
        }
    }

    private void run() {
        try {
            awaitQuiet();
        } finally {
            try {
                close.run();
            } finally {
                done.countDown();
            }
        }
    }

    private void awaitQuiet() {
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

    /** Closes the console here if no thread could be started for that; true if this call did. */
    private boolean closeHere() {
        synchronized (this) {
            if (begun) {
                return false;
            }
            begun = true;
        }
        run();
        return true;
    }

    /** Waits until it is closed, after {@link #begin}. An interrupt does not shorten the wait and is kept. */
    void finish() throws PtyException {
        if (closeHere()) {
            return;
        }
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
