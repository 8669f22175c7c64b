// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;

/**
 * Ends a session when this process is told to end, in this order: the program is hung up; what it writes at its end is shown,
 * such as leaving the alternate screen; the session is closed; the terminal is restored.
 */
final class SessionEnding {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    /** How long a program may take to say goodbye. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration JOB_GRACE = GRACE.dividedBy(2);
    private static final long JOB_POLL_MILLIS = 10;
    private static final int NONE = 0;
    private static final int STATUS_OF_SIGNALS = 128;

    private final PtySession session;
    private final StandardStreams streams;
    private final AtomicInteger signal = new AtomicInteger(NONE);
    private final CountDownLatch outputEnded = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    SessionEnding(PtySession session, StandardStreams streams) {
        this.session = session;
        this.streams = streams;
    }

    /** Takes care of the signals that end a process, and of those that keys send. */
    void handleSignals() {
        ProcessSignals.handle("TERM", this::end);
        ProcessSignals.handle("HUP", this::end);
        boolean ignored = ProcessSignals.handle("INT", streams.isInteractive() ? this::end : number -> interrupt());
        if (!ignored) {
            streams.silenceJvm();
        }
    }

    /** The exit code of this process, if it was told to end. */
    OptionalInt status() {
        int number = signal.get();
        return number == NONE ? OptionalInt.empty() : OptionalInt.of(STATUS_OF_SIGNALS + number);
    }

    /** All output of the program has been shown, or cannot be. */
    void outputEnded() {
        outputEnded.countDown();
    }

    /** The terminal has been restored, and this process is about to exit. */
    void finished() {
        finished.countDown();
    }

    /** ^C in a terminal whose keys do not go to the program: standard input or output is something else. */
    private void interrupt() {
        try {
            session.child().signal(PtySignal.INTERRUPT);
        } catch (PtyException | UnsupportedOperationException e) {
            LOGGER.log(Level.DEBUG, "interrupt", e);
        }
    }

    /** Runs in the thread of the signal. The second time, there is no grace. */
    private void end(int number) {
        boolean first = signal.compareAndSet(NONE, number);
        try {
            if (first) {
                hangUp();
            }
            if (!first || !outputEnded.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
            }
            if (!finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.DEBUG, "standard output is blocked");
                streams.restore();
                Runtime.getRuntime().halt(STATUS_OF_SIGNALS + signal.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        try {
            session.close();
        } catch (PtyException e) {
            LOGGER.log(Level.DEBUG, "close", e);
        }
    }

    /**
     * The foreground job first: a shell that has gone before its job takes the terminal with it, and the job's last output with
     * that. A system that has no hang-up closes the session instead.
     */
    private void hangUp() throws InterruptedException {
        PtyChild child = session.child();
        try {
            if (isShellBehindJob(child)) {
                child.signal(PtySignal.HANGUP);
                awaitShell(child);
            }
            child.signalLeader(PtySignal.HANGUP);
            child.continueIfStopped();
        } catch (PtyException | UnsupportedOperationException e) {
            LOGGER.log(Level.DEBUG, "hang-up", e);
            close();
        }
    }

    private static boolean isShellBehindJob(PtyChild child) throws PtyException {
        OptionalLong foreground = child.foregroundProcessGroup();
        return foreground.isPresent() && !foreground.equals(child.pid());
    }

    /** Nothing announces that a shell has taken its terminal back. */
    private void awaitShell(PtyChild child) throws PtyException, InterruptedException {
        long deadline = System.nanoTime() + JOB_GRACE.toNanos();
        while (isShellBehindJob(child)
                && !outputEnded.await(JOB_POLL_MILLIS, TimeUnit.MILLISECONDS)
                && System.nanoTime() - deadline < 0) {
            LOGGER.log(Level.TRACE, "waiting for the foreground job");
        }
    }
}
