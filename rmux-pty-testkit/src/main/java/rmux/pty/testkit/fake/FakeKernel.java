// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.testkit.programs.Resources;

/** One lock, the processes and the terminals of a fake. */
final class FakeKernel {

    /**
     * Process ids of any system are smaller, so that no real process is ever meant; nor by the lower 32 bits, which are all
     * that {@link ProcessHandle#of} looks at: ids of Linux are below 2^22 (proc_sys_kernel(5), pid_max).
     */
    private static final long FIRST_PID = (1L << 40) + (1L << 30);

    /** What Windows gives a program that an interrupt ended (STATUS_CONTROL_C_EXIT). */
    private static final int INTERRUPTED_CODE = 0xC000_013A;

    private static final int DESCRIPTORS_OF_TERMINAL = 3;
    private static final AtomicLong NEXT_PID = new AtomicLong(FIRST_PID);

    private final ReentrantLock lock = new ReentrantLock();
    private final boolean posix;
    private final FakeClock clock;
    private final FaultInjector faults = new FaultInjector();
    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private final Set<FakeTerminal> terminals = new HashSet<>();
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private final Condition ticked;
    private volatile boolean tellsExitsOnce;
    private int descriptorLimit = Integer.MAX_VALUE;

    FakeKernel(boolean posix, FakeClock clock) {
        this.posix = posix;
        this.clock = clock;
        this.ticked = lock.newCondition();
        clock.onAdvance(() -> doLocked(() -> {
            ticked.signalAll();
        }));
    }

    interface Action<T> {
        T run();
    }

    /** Runs an action under the lock, then what it has put off. */
    <T> T locked(Action<T> action) {
        lock.lock();
        try {
            return action.run();
        } finally {
            List<Runnable> todo = lock.getHoldCount() == 1 ? new ArrayList<>(afterwards) : List.of();
            if (!todo.isEmpty()) {
                afterwards.clear();
            }
            lock.unlock();
            todo.forEach(Runnable::run);
        }
    }

    /** As {@link #locked}, for actions without a result. */
    void doLocked(Runnable action) {
        Object unused = locked(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Runs something without the lock, which the thread holds before and after. */
    void unlocked(Runnable action) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            action.run();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }

    /** Runs something once the lock is free: it may call back into a session. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /** Runs what was put off, before a thread with the lock goes to wait; true if there was something, and time has passed. */
    boolean flushAfterwards() {
        if (afterwards.isEmpty()) {
            return false;
        }
        List<Runnable> todo = new ArrayList<>(afterwards);
        afterwards.clear();
        unlocked(() -> todo.forEach(Runnable::run));
        return true;
    }

    Condition newCondition() {
        return lock.newCondition();
    }

    @SuppressWarnings("WaitNotInLoop") // the callers look again
    void awaitNanos(Condition condition, long nanos) {
        try {
            condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isPosix() {
        return posix;
    }

    FakeClock clock() {
        return clock;
    }

    FaultInjector faults() {
        return faults;
    }

    /** Counts what would be a native call, were this not a fake; throws if the call is to fail. */
    void call(String function) throws PtyException {
        if (faults.next(function, 0).isPresent()) {
            throw new PtyException(function, FakeErrors.of("EIO"));
        }
    }

    /** Breaks rule EXIT-09, for a proof that its test can fail. */
    void tellExitsOnce() {
        tellsExitsOnce = true;
    }

    boolean tellsExitsOnce() {
        return tellsExitsOnce;
    }

    Condition ticked() {
        return ticked;
    }

    ExitStatus statusOfDeathBy(PtySignal signal) {
        if (posix) {
            return new ExitStatus.Signaled(Signals.number(signal), signal.posixName(), false);
        }
        return new ExitStatus.Exited(signal == PtySignal.INTERRUPT ? INTERRUPTED_CODE : 1);
    }

    // Processes.

    /** A process that does not run yet. */
    Task newTask(@Nullable Task parent, boolean ownGroup, FakeTerminal terminal) {
        return locked(() -> {
            Task task = new Task(this, NEXT_PID.incrementAndGet(), parent, ownGroup, terminal);
            tasks.put(task.pid(), task);
            terminal.attach(task);
            return task;
        });
    }

    /** A process that leads a session of its own and has a number that is free again. */
    Task newTask(long pid, FakeTerminal terminal) {
        return locked(() -> {
            Task task = new Task(this, pid, null, true, terminal);
            if (tasks.putIfAbsent(pid, task) != null) {
                throw new IllegalArgumentException("there is a process " + pid);
            }
            terminal.attach(task);
            return task;
        });
    }

    /** The process that has a number now, whoever had it before. */
    Optional<Task> task(long pid) {
        return locked(() -> Optional.ofNullable(tasks.get(pid)));
    }

    void forget(Task task) {
        tasks.remove(task.pid(), task);
    }

    List<Task> childrenOf(Task parent) {
        return find(task -> task.parent() == parent);
    }

    List<Task> treeOf(Task root) {
        return find(task -> task.root() == root);
    }

    List<Task> groupOf(long group) {
        return find(task -> task.group() == group);
    }

    private List<Task> find(Predicate<Task> wanted) {
        return tasks.values().stream().filter(wanted).toList();
    }

    boolean isRunning(long pid) {
        return locked(() -> {
            Task task = tasks.get(pid);
            return task != null && task.isRunning();
        });
    }

    /** Ends a process and all it started. */
    void killTree(Task root) {
        doLocked(() -> {
            treeOf(root).forEach(task -> task.end(statusOfDeathBy(PtySignal.KILL)));
        });
    }

    // Terminals and descriptors: three for a terminal, one for a process that is not collected.

    void open(FakeTerminal terminal) throws PtyException {
        call("open_terminal");
        boolean opened =
                locked(() -> descriptors() + DESCRIPTORS_OF_TERMINAL <= descriptorLimit && terminals.add(terminal));
        if (!opened) {
            throw new PtyException("open_terminal", FakeErrors.of("EMFILE"));
        }
    }

    void release(FakeTerminal terminal) {
        locked(() -> terminals.remove(terminal));
    }

    boolean hasUnheldTerminal() {
        return locked(() -> terminals.stream().anyMatch(FakeTerminal::isUnheld));
    }

    Optional<FakeTerminal> terminal(String name) {
        return locked(() -> terminals.stream()
                .filter(terminal -> terminal.name().equals(Optional.of(name)))
                .findFirst());
    }

    private long descriptors() {
        return (long) DESCRIPTORS_OF_TERMINAL * terminals.size() + tasks.size();
    }

    /** Leaves so many descriptors free; less than none for no limit. */
    void leaveDescriptors(int free) {
        doLocked(() -> {
            descriptorLimit = free < 0 ? Integer.MAX_VALUE : (int) descriptors() + free;
        });
    }

    Resources resources() {
        return locked(() -> new Resources(Map.of(
                "descriptors", descriptors(),
                "children, ended ones included", (long) tasks.size(),
                "terminals", (long) terminals.size())));
    }

    /** A process of the JVM's own, if there is a descriptor for it. */
    Task spawn(FakeTerminal terminal) throws PtyException {
        call("create_process");
        Optional<Task> task = locked(
                () -> descriptors() < descriptorLimit ? Optional.of(newTask(null, true, terminal)) : Optional.empty());
        return task.orElseThrow(() -> new PtyException("create_process", FakeErrors.of("EMFILE")));
    }
}
