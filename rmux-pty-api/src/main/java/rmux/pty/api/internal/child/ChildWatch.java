// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.child;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.spi.ChildControl;

/**
 * A program's exit: collected once, under the lock that signals take, and announced to everybody who waits.
 *
 * <p>The lock keeps a signal from a number that is free again: the number is free from the collecting on, and nothing is sent
 * after it. Announcing goes in steps that are repeated if one of them fails, because the
 * system hands a status out only once.
 */
public final class ChildWatch {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    /** Something to do with the program while it cannot be collected. */
    public interface Action<T> {
        T run(ChildControl control) throws IOException;
    }

    private final ChildControl control;
    private final OptionalLong pid;
    private final String name;
    private final Runnable afterExit;
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private volatile @Nullable ExitStatus status;
    private Optional<ProcessHandle> handle = Optional.empty();
    private boolean handleTaken;

    /** Held while the exit is announced, so that each step is taken once. */
    private final ReentrantLock announcing = new ReentrantLock();

    private boolean recorded;
    private boolean followed;

    /** The exit of a running program; {@code afterExit} runs before those who wait are notified, again if it throws. */
    public ChildWatch(ChildControl control, Runnable afterExit) {
        this.control = control;
        this.pid = control.pid();
        this.name = pid.isPresent() ? "process " + pid.getAsLong() : "the program";
        this.afterExit = afterExit;
    }

    public void watch() throws IOException {
        control.onExit(this::collect);
    }

    public OptionalLong pid() {
        return pid;
    }

    /** The program in messages: "process 7". */
    public String name() {
        return name;
    }

    /** The JDK's handle, taken while the number could not be another's. */
    public Optional<ProcessHandle> handle() {
        lock.lock();
        try {
            takeHandle();
            return handle;
        } finally {
            lock.unlock();
        }
    }

    private void takeHandle() {
        if (!handleTaken && status == null) {
            handle = control.handle();
            handleTaken = true;
        }
    }

    /**
     * Collects the exit if it has happened and announces it; may be called at any time, by any thread.
     *
     * @return whether the program has ended and everybody has been notified
     */
    public boolean collect() {
        ExitStatus found = lookForExit();
        if (found == null) {
            return false;
        }
        announce(found);
        return true;
    }

    private @Nullable ExitStatus lookForExit() {
        lock.lock();
        try {
            if (status == null) {
                takeHandle();
                status = control.collect().orElse(null);
            }
            return status;
        } catch (IOException e) {
            ExitStatus unknown = new ExitStatus.Unknown(String.valueOf(e.getMessage()));
            status = unknown;
            LOGGER.log(Level.WARNING, "the exit status of {0} is lost: {1}", name, e.getMessage());
            return unknown;
        } finally {
            lock.unlock();
        }
    }

    private void announce(ExitStatus found) {
        announcing.lock();
        try {
            if (exit.isDone()) {
                return;
            }
            if (!recorded) {
                recorded = true;
                PtyEvents.exit(pid, found);
            }
            if (!followed) {
                afterExit.run();
                followed = true;
            }
            exit.complete(found);
        } finally {
            announcing.unlock();
        }
    }

    /** Whether the program has ended. */
    public boolean isGone() {
        return status != null;
    }

    public Optional<ExitStatus> status() {
        return Optional.ofNullable(status);
    }

    /** Completes when the program has ended. Internal: dependent actions would run in the collecting thread. */
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** Runs an action if the program has not been collected, else returns {@code otherwise}. */
    public <T> T ifRunning(Action<T> action, T otherwise) throws PtyException {
        lock.lock();
        try {
            return isGone() ? otherwise : action.run(control);
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            throw new PtyException("signal", name + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
