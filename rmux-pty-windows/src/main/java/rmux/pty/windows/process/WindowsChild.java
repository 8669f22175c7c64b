// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Win32;

/** A program that leads a job. */
public final class WindowsChild implements ChildControl {

    /** Interrupts what runs on the program's console. */
    public interface Interrupt {
        void send() throws PtyException;
    }

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventThread events;
    private final GuardedProcess process;
    private final ExitWatch watch;
    private final Interrupt interrupt;
    private final Cleanup.Step lastly;
    private final Object interruptLock = new Object();
    private boolean interrupting;
    private boolean postponed;
    private EventThread.@Nullable Event exit;
    private @Nullable PtyException unwatched;
    private boolean closed;

    /**
     * Takes over a process; if this fails, it is still the caller's.
     *
     * @param lastly what remains to be done when every process of the job has ended
     */
    public WindowsChild(
            Win32 win32, EventThread events, GuardedProcess process, Interrupt interrupt, Cleanup.Step lastly)
            throws PtyException {
        this.events = events;
        this.process = process;
        this.interrupt = interrupt;
        this.lastly = lastly;
        this.watch = new ExitWatch(win32, events, process);
        boolean held = false;
        try {
            events.hold();
            held = true;
        } finally {
            if (!held) {
                watch.close();
            }
        }
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(Integer.toUnsignedLong(process.pid()));
    }

    /** The handle of the process that this object holds open keeps its number from being another's. */
    @Override
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(Integer.toUnsignedLong(process.pid()));
    }

    @Override
    public void onExit(BooleanSupplier collected) throws PtyException {
        EventThread.Event event = new EventThread.Event(() -> {
            if (!isPostponed()) {
                look(collected);
            }
        });
        synchronized (interruptLock) {
            exit = event;
        }
        watch.onExit(event);
    }

    /** Looks again later if the exit could not be collected or announced: the wait that led here is over. */
    private void look(BooleanSupplier collected) {
        boolean done = false;
        try {
            done = collected.getAsBoolean();
        } finally {
            if (!done) {
                lookLater();
            }
        }
    }

    private void lookLater() {
        EventThread.Event event;
        synchronized (interruptLock) {
            event = exit;
        }
        if (event != null && !isClosed()) {
            events.postLater(event, RETRY_NANOS);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /**
     * An interrupt takes as long as a JVM takes to start, under the lock that collecting needs. The event thread, which serves
     * all sessions, must not wait for it.
     */
    private boolean isPostponed() {
        synchronized (interruptLock) {
            postponed = interrupting;
            return interrupting;
        }
    }

    private void interrupt() throws PtyException {
        synchronized (interruptLock) {
            interrupting = true;
        }
        try {
            interrupt.send();
        } finally {
            synchronized (interruptLock) {
                interrupting = false;
                if (postponed && exit != null) {
                    postponed = false;
                    events.post(exit);
                }
            }
        }
    }

    /** A watch that cannot be ended does not make the status unknown: its failure is reported by {@link #close}. */
    @Override
    public synchronized Optional<ExitStatus> collect() throws PtyException {
        if (closed) {
            return Optional.empty(); // a late event
        }
        if (!hasExited()) {
            return Optional.empty();
        }
        Optional<ExitStatus> status = Optional.of(new ExitStatus.Exited(process.codeAfterExit()));
        try {
            watch.close();
        } catch (PtyException e) {
            LOGGER.log(Level.DEBUG, "the exit was collected, and its watch could not be ended", e);
            unwatched = e;
        }
        return status;
    }

    /** A wait that fails says nothing about the program: it is still ours, and the next look tries again. */
    private boolean hasExited() {
        try {
            return process.hasExited();
        } catch (PtyException e) {
            LOGGER.log(
                    Level.WARNING,
                    "whether process {0} has exited is not known: {1}",
                    pid().getAsLong(),
                    e.getMessage());
            return false;
        }
    }

    @Override
    public void signalForeground(PtySignal signal) throws PtyException {
        switch (signal) {
            case INTERRUPT -> interrupt();
            case TERMINATE, KILL, HANGUP -> process.terminateTree();
            default -> {
                // CONTINUE: nothing is ever stopped. The others are refused before they come here.
            }
        }
    }

    /** A console event reaches all that is on the console: Windows has none for a single process. */
    @Override
    public void signalLeader(PtySignal signal) throws PtyException {
        switch (signal) {
            case INTERRUPT -> interrupt();
            case TERMINATE, KILL, HANGUP -> process.terminateAlone();
            default -> {
                // as above
            }
        }
    }

    @Override
    public void terminateTree() throws PtyException {
        process.terminateTree();
    }

    /** The job's handle is the last, so that closing it ends what is left. */
    @Override
    public synchronized void close() throws PtyException {
        if (closed) {
            return;
        }
        closed = true;
        PtyException earlier = unwatched;
        try (Cleanup owned = new Cleanup()) {
            owned.add(events::release);
            if (earlier != null) {
                owned.add(() -> {
                    throw earlier;
                });
            }
            owned.add(lastly);
            owned.add(process::close);
            owned.add(watch::close);
        }
    }
}
