// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;

/** A process as the kernel sees it; guarded by the kernel's lock. */
final class Task {

    /** What becomes of a signal instead of the default. */
    enum Disposition {
        IGNORE,
        HANDLE
    }

    private final FakeKernel kernel;
    private final long pid;
    private final @Nullable Task parent;
    private final Task root;
    private final FakeTerminal terminal;
    private final Condition changed;
    private final Map<PtySignal, Disposition> dispositions = new EnumMap<>(PtySignal.class);
    private final Map<PtySignal, Runnable> handlers = new EnumMap<>(PtySignal.class);
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private long group;
    private @Nullable Condition waitingOn;
    private boolean stopped;
    private boolean traced;
    private boolean statusLost;
    private @Nullable ExitStatus status;
    private @Nullable Runnable onExit;

    /** A process; one without a parent is a child of the JVM and leads a session. */
    Task(FakeKernel kernel, long pid, @Nullable Task parent, boolean ownGroup, FakeTerminal terminal) {
        this.kernel = kernel;
        this.pid = pid;
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.terminal = terminal;
        this.changed = kernel.newCondition();
        this.group = parent == null || ownGroup ? pid : parent.group;
        if (parent != null) {
            parent.dispositions.forEach((signal, disposition) -> {
                if (disposition == Disposition.IGNORE) {
                    dispositions.put(signal, disposition);
                }
            });
        }
    }

    long pid() {
        return pid;
    }

    long group() {
        return group;
    }

    long session() {
        return root.pid;
    }

    Task root() {
        return root;
    }

    FakeTerminal terminal() {
        return terminal;
    }

    boolean isLeader() {
        return root == this;
    }

    Optional<ExitStatus> status() {
        return Optional.ofNullable(status)
                .map(how -> statusLost ? new ExitStatus.Unknown("something else collected it") : how);
    }

    /** Whether another process traces this one, which keeps its exit from its parent. */
    boolean isTraced() {
        return traced;
    }

    void trace(boolean on) {
        traced = on;
    }

    /** Something else than the parent will collect the exit. */
    void loseStatus() {
        statusLost = true;
    }

    boolean isRunning() {
        return status == null;
    }

    void reap() {
        kernel.forget(this);
    }

    void onExit(Runnable action) {
        onExit = action;
    }

    void dispose(PtySignal signal, @Nullable Disposition disposition, @Nullable Runnable handler) {
        dispositions.remove(signal);
        handlers.remove(signal);
        if (disposition != null) {
            dispositions.put(signal, disposition);
        }
        if (handler != null) {
            handlers.put(signal, handler);
        }
    }

    /** The numbers of the signals that are ignored, as a mask. */
    long ignored() {
        return dispositions.entrySet().stream()
                .filter(entry -> entry.getValue() == Disposition.IGNORE)
                .mapToLong(entry -> 1L << (Signals.number(entry.getKey()) - 1))
                .reduce(0, (a, b) -> a | b);
    }

    /** A signal arrives. */
    void signal(PtySignal signal) {
        if (status != null) {
            return;
        }
        if (signal == PtySignal.CONTINUE || signal == PtySignal.KILL) {
            stopped = false;
        }
        Runnable handler = handlers.get(signal);
        if (signal == PtySignal.KILL || signal == PtySignal.STOP) {
            byDefault(signal);
        } else if (handler != null) {
            pending.add(handler);
        } else if (dispositions.get(signal) != Disposition.IGNORE) {
            byDefault(signal);
        }
        wake();
    }

    private void byDefault(PtySignal signal) {
        switch (signal) {
            case STOP, TERMINAL_STOP -> stopped = true;
            case CONTINUE, WINDOW_CHANGE -> stopped = false;
            default -> end(kernel.statusOfDeathBy(signal));
        }
    }

    /** Makes the process go on if it is stopped; tells whether it was. */
    boolean continueIfStopped() {
        boolean was = stopped;
        if (was) {
            signal(PtySignal.CONTINUE);
        }
        return was;
    }

    /** The process ends; what it is notified of happens once the lock is free. */
    void end(ExitStatus how) {
        if (status != null) {
            return;
        }
        status = how;
        terminal.detach(this);
        wake();
        changed.signalAll();
        if (parent != null && parent.isRunning()) {
            parent.wake();
            parent.changed.signalAll();
        } else if (parent != null) {
            reap();
        }
        kernel.childrenOf(this).forEach(child -> {
            if (!child.isRunning()) {
                child.reap();
            }
        });
        if (isLeader()) {
            terminal.leaderEnded();
        }
        if (onExit != null) {
            kernel.afterwards(onExit);
        }
    }

    @Nullable
    Task parent() {
        return parent;
    }

    private void wake() {
        Condition waiting = waitingOn;
        if (waiting != null) {
            waiting.signalAll();
        }
    }

    /** What a process may have to do before it goes on; called by its own thread, which holds the lock. */
    void checkpoint() {
        while (true) {
            if (status != null) {
                throw new ProgramEnd();
            }
            if (stopped) {
                waitOn(changed);
                continue;
            }
            Runnable handler = pending.poll();
            if (handler == null) {
                return;
            }
            kernel.unlocked(handler);
        }
    }

    /** Waits for a condition or a signal, for any reason or none. */
    @SuppressWarnings("WaitNotInLoop") // the callers look again
    void waitOn(Condition condition) {
        if (!kernel.flushAfterwards()) {
            waitingOn = condition;
            condition.awaitUninterruptibly();
            waitingOn = null;
        }
    }

    /** As {@link #waitOn}, for a limited time. */
    void waitOn(Condition condition, long nanos) {
        if (!kernel.flushAfterwards()) {
            waitingOn = condition;
            kernel.awaitNanos(condition, nanos);
            waitingOn = null;
        }
    }

    Condition changed() {
        return changed;
    }
}
