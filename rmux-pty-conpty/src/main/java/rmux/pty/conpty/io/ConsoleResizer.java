// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * Resizes a pseudo console on a thread of its own: ResizePseudoConsole blocks while the pipe to a host that does not read is full.
 *
 * <p>Sizes that come meanwhile are not queued: the latest replaces the others. The thread exists from the first resize on, and
 * ends when there was none for a while. A size whose thread cannot be started fails its own call and nothing else.
 */
final class ConsoleResizer {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    /** How long a caller usually waits for the outcome; what takes longer goes on without it. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a call that is being canceled may take to return before the console is closed anyway. */
    private static final long CANCEL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long CANCEL_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int E_FAIL = 0x8000_4005;

    private final Win32 win32;
    private final IntUnaryOperator resize;
    private final ThreadFactory threads;
    private final long patienceNanos;
    private @Nullable Thread worker;
    private @Nullable OwnedHandle workerHandle;
    private int workers;
    private @Nullable PtyException unclosed;
    private int wanted;
    private long requested;
    private long taken;
    private long done;
    private int result;
    private boolean calling;
    private boolean woken;
    private boolean stopped;

    /**
     * A resizer of one console.
     *
     * @param resize takes the size as a COORD, and answers with an HRESULT
     * @param patience how long a caller waits for the outcome
     */
    ConsoleResizer(Win32 win32, IntUnaryOperator resize, ThreadFactory threads, Duration patience) {
        this.win32 = win32;
        this.resize = resize;
        this.threads = threads;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Sets a size, and waits a moment for the outcome.
     *
     * @return the HRESULT; empty if the console is being closed, or has not taken the size yet
     * @throws PtyException if there is no thread to do it
     */
    synchronized OptionalInt resize(int size) throws PtyException {
        if (stopped) {
            return OptionalInt.empty();
        }
        startIfNeeded();
        wanted = size;
        long mine = ++requested;
        notifyAll();
        long end = System.nanoTime() + patienceNanos;
        boolean interrupted = false;
        for (long left = patienceNanos; done < mine && !stopped && !woken && !interrupted && left > 0; ) {
            interrupted = pause(left);
            left = end - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return done >= mine ? OptionalInt.of(result) : OptionalInt.empty();
    }

    private void startIfNeeded() throws PtyException {
        if (worker == null) {
            try {
                Thread started = threads.newThread(this::run);
                started.setName("rmux-pty-conpty-resize");
                started.setDaemon(true);
                started.setContextClassLoader(null);
                started.start();
                worker = started;
                workers++;
            } catch (OutOfMemoryError e) {
                throw new PtyException(
                        "ResizePseudoConsole", "no thread to resize the console with: " + e.getMessage(), e);
            }
        }
    }

    /** Whether it was interrupted. */
    private boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void run() {
        OwnedHandle own = null;
        try {
            own = identify();
            while (awaitWanted()) {
                applyWanted();
            }
        } finally {
            retire(own);
        }
    }

    private void applyWanted() {
        int answer = E_FAIL;
        try {
            answer = resize.applyAsInt(wanted());
        } catch (Throwable e) {
            log("a pseudo console could not be resized", e);
        } finally {
            finished(answer);
        }
    }

    /** A log that fails must not end the thread, which others wait for. */
    private static void log(String what, Throwable failure) {
        try {
            LOGGER.log(Level.WARNING, what, failure);
        } catch (Throwable unlogged) {
            // The outcome is reported without it.
        }
    }

    /** A handle of this thread, by which the call that it is blocked in can be canceled; null if there is none. */
    private @Nullable OwnedHandle identify() {
        try {
            OwnedHandle own = new OwnedHandle(
                    win32, "OpenThread", win32.OpenThread(Constants.THREAD_TERMINATE, win32.GetCurrentThreadId()));
            synchronized (this) {
                workerHandle = own;
            }
            return own;
        } catch (PtyException | VirtualMachineError e) {
            log("a resize that blocks cannot be canceled", e);
            return null;
        }
    }

    private synchronized void retire(@Nullable OwnedHandle own) {
        if (worker == Thread.currentThread()) {
            worker = null;
        }
        if (workerHandle == own) {
            workerHandle = null;
        }
        try {
            if (own != null) {
                own.close();
            }
        } catch (PtyException e) {
            unclosed = e;
        } finally {
            workers--;
            notifyAll();
        }
    }

    /** Waits for a size; when there is none, the thread is to end, and the next size starts another. */
    private synchronized boolean awaitWanted() {
        long end = System.nanoTime() + LINGER_NANOS;
        for (long left = LINGER_NANOS; done == requested && !stopped && left > 0; left = end - System.nanoTime()) {
            pause(left);
        }
        calling = done < requested && !stopped;
        taken = requested;
        if (!calling) {
            worker = null;
        }
        return calling;
    }

    private synchronized int wanted() {
        return wanted;
    }

    private synchronized void finished(int answer) {
        calling = false;
        result = answer;
        done = taken;
        notifyAll();
    }

    /** Makes {@link #resize} return soon from now on. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Ignores sizes from now on: nobody sees them any more. */
    synchronized void ignore() {
        stopped = true;
        notifyAll();
    }

    /** Ends a call that is blocked, and the thread: afterwards the console may be closed. Takes a second at most. */
    synchronized void stop() {
        ignore();
        long end = System.nanoTime() + CANCEL_NANOS;
        for (long left = CANCEL_NANOS; workers > 0 && left > 0; left = end - System.nanoTime()) {
            if (calling) {
                cancel();
            }
            pause(Math.min(left, CANCEL_AGAIN_NANOS));
        }
        if (calling) {
            LOGGER.log(Level.WARNING, "a pseudo console is closed while its host still does not take a size");
        }
    }

    /** Throws if the handle of a thread could not be closed. */
    synchronized void check() throws PtyException {
        if (unclosed != null) {
            throw unclosed;
        }
    }

    /** The call may be about to block only now; hence again and again. */
    private void cancel() {
        OwnedHandle thread = workerHandle;
        if (thread != null) {
            int canceled = win32.CancelSynchronousIo(thread.value());
            if (canceled < 0 && canceled != -Win32Error.ERROR_NOT_FOUND) {
                LOGGER.log(Level.DEBUG, "CancelSynchronousIo failed with {0}", Win32Error.of(win32, canceled));
            }
        }
    }
}
