// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.child;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.spi.ChildControl;

/**
 * A program's exit: collected once, under the lock that signals take, and told to everybody who asks.
 *
 * <p>The lock is what keeps a signal from a number that is free again: the number is free from the collecting on, and nobody
 * signals after it.
 */
public final class ChildWatch {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    /** Something to do with the program while it cannot be collected. */
    public interface Action<T> {
        T run(ChildControl control) throws IOException;
    }

    private final ChildControl control;
    private final long pid;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock treeLock = new ReentrantLock();
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final Runnable afterExit;
    private volatile boolean gone;
    private boolean closed;
    private volatile @Nullable ExitStatus status;
    private @Nullable ProcessHandle handle;

    /** The state of a running program; {@code afterExit} runs once, before those who wait are told. */
    public ChildWatch(ChildControl control, Runnable afterExit) {
        this.control = control;
        this.pid = control.pid();
        this.afterExit = afterExit;
    }

    public void watch() throws IOException {
        control.onExit(this::collect);
    }

    public long pid() {
        return pid;
    }

    /**
     * The JDK's view of the program, which outlives it; looked up while the number can be no other's. Empty if nobody asked by
     * then.
     */
    public Optional<ProcessHandle> handle() {
        lock.lock();
        try {
            if (handle == null && !gone) {
                handle = ProcessHandle.of(pid).orElse(null);
            }
            return Optional.ofNullable(handle);
        } finally {
            lock.unlock();
        }
    }

    /** Collects the exit if it has happened; may be called for no reason. */
    void collect() {
        Optional<ExitStatus> collected = Optional.empty();
        PtyException failure = null;
        lock.lock();
        try {
            if (gone) {
                return;
            }
            collected = control.collect();
            status = collected.orElse(null);
            gone = collected.isPresent();
        } catch (IOException e) {
            gone = true;
            failure = new PtyException(
                    "collect exit status",
                    "the exit status of process " + pid + " cannot be had: " + e.getMessage(),
                    e);
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            LOGGER.log(Level.WARNING, failure.getMessage());
            afterExit.run();
            exit.completeExceptionally(failure);
        } else if (collected.isPresent()) {
            PtyEvents.exit(pid, collected.get());
            afterExit.run();
            exit.complete(collected.get());
        }
    }

    /** Collects the exit of a program that was killed and cannot be watched; gives up after a while. */
    public void collectEventually() {
        ProcessHandle.of(pid)
                .ifPresent(handle -> handle.onExit()
                        .completeOnTimeout(handle, 10, TimeUnit.SECONDS)
                        .join());
        collect();
    }

    /** Whether the program has exited and its exit was collected, or can never be. */
    boolean isGone() {
        return gone;
    }

    public Optional<ExitStatus> status() {
        return Optional.ofNullable(status);
    }

    /** Completes when the program is gone. Internal: dependent actions would run in the collecting thread. */
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** Runs an action if the program is still there, else answers {@code otherwise}. */
    public <T> T ifRunning(Action<T> action, T otherwise) throws PtyException {
        lock.lock();
        try {
            return gone ? otherwise : action.run(control);
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            throw new PtyException("signal", "process " + pid + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    public void terminateTree() throws IOException {
        treeLock.lock();
        try {
            if (!closed) {
                control.terminateTree();
            }
        } finally {
            treeLock.unlock();
        }
    }

    public void close() throws IOException {
        treeLock.lock();
        try {
            if (!closed) {
                closed = true;
                control.close();
            }
        } finally {
            treeLock.unlock();
        }
    }
}
