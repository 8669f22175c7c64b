// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.util.Optional;
import java.util.OptionalInt;
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

    private final EventThread events;
    private final GuardedProcess process;
    private final ExitWatch watch;
    private final Interrupt interrupt;
    private final Cleanup.Step lastly;
    private final Object interruptLock = new Object();
    private boolean interrupting;
    private @Nullable Runnable postponed;
    private boolean closed;

    /**
     * Takes over a process.
     *
     * @param lastly what remains to be done when every process of the job has ended
     */
    public WindowsChild(
            Win32 win32, EventThread events, GuardedProcess process, Interrupt interrupt, Cleanup.Step lastly)
            throws PtyException {
        this.events = events;
        this.process = process;
        this.watch = new ExitWatch(win32, events, process);
        this.interrupt = interrupt;
        this.lastly = lastly;
    }

    @Override
    public long pid() {
        return Integer.toUnsignedLong(process.pid());
    }

    @Override
    public void onExit(Runnable action) throws PtyException {
        watch.onExit(() -> {
            if (!postpone(action)) {
                action.run();
            }
        });
    }

    /**
     * An interrupt takes as long as a JVM takes to start, under the lock that collecting needs. The event thread, which serves
     * all sessions, is not to wait for it.
     */
    private boolean postpone(Runnable action) {
        synchronized (interruptLock) {
            postponed = interrupting ? action : null;
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
                if (postponed != null) {
                    events.execute(postponed);
                }
            }
        }
    }

    @Override
    public synchronized Optional<ExitStatus> collect() throws PtyException {
        if (closed) {
            return Optional.empty(); // a late event
        }
        OptionalInt code = process.exitCode();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        watch.close();
        return Optional.of(new ExitStatus.Exited(code.getAsInt()));
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
        closed = true;
        try (Cleanup owned = new Cleanup()) {
            owned.add(lastly);
            owned.add(process::close);
            owned.add(watch::close);
        }
    }
}
