// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildTree;
import rmux.pty.api.internal.child.ChildWatch;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.waiting.Deadline;
import rmux.pty.api.internal.waiting.LibraryExecutor;

/** The program as applications see it. */
final class SessionChild implements PtyChild {

    private final SessionCore core;
    private final ChildWatch state;
    private final ChildTree tree;

    /** What must stay reachable for as long as the program is referred to. */
    @SuppressWarnings({"unused", "FieldCanBeLocal", "UnusedVariable"})
    private final Object owner;

    SessionChild(SessionCore core, Children.Child child, Object owner) {
        this.core = core;
        this.state = child.watch();
        this.tree = child.tree();
        this.owner = owner;
    }

    @Override
    public OptionalLong pid() {
        return state.pid();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return state.handle();
    }

    @Override
    public ExitStatus waitFor() throws InterruptedException {
        try {
            return state.exit().get();
        } catch (ExecutionException e) {
            throw new AssertionError("the exit of a program never fails; it may be unknown", e);
        }
    }

    @Override
    public Optional<ExitStatus> waitFor(Duration limit) throws InterruptedException {
        try {
            return Optional.of(state.exit().get(Deadline.nanos(limit), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new AssertionError("the exit of a program never fails; it may be unknown", e);
        }
    }

    @Override
    public Optional<ExitStatus> exitStatus() {
        return state.status();
    }

    @Override
    public CompletableFuture<ExitStatus> onExit() {
        return state.exit().thenApplyAsync(this::told, LibraryExecutor.SHARED);
    }

    /** Refers to this object, so that a future that is waited for keeps the session (rule EXIT-11). */
    private ExitStatus told(ExitStatus status) {
        try {
            return status;
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    @Override
    public boolean signal(PtySignal signal) throws PtyException {
        checkSignal(signal, "signal");
        return inTerminal(
                control -> {
                    control.signalForeground(signal);
                    return true;
                },
                false);
    }

    @Override
    public boolean signalLeader(PtySignal signal) throws PtyException {
        checkSignal(signal, "signalLeader");
        return state.ifRunning(
                control -> {
                    control.signalLeader(signal);
                    return true;
                },
                false);
    }

    private void checkSignal(PtySignal signal, String operation) {
        if (!signal.isPortable() && !core.has(PtyCapability.POSIX_SIGNALS)) {
            throw new UnsupportedPtyFeatureException(
                    core.provider(), PtyCapability.POSIX_SIGNALS, operation + "(" + signal + ")");
        }
    }

    @Override
    public OptionalLong foregroundProcessGroup() throws PtyException {
        core.require(PtyCapability.FOREGROUND_SIGNAL, "foregroundProcessGroup");
        return inTerminal(control -> control.foregroundProcessGroup(), OptionalLong.empty());
    }

    @Override
    public boolean continueIfStopped() throws PtyException {
        core.require(PtyCapability.POSIX_SIGNALS, "continueIfStopped");
        return state.ifRunning(control -> control.continueIfStopped(), false);
    }

    @Override
    public void terminateTree() throws PtyException {
        core.require(PtyCapability.PROCESS_TREE, "terminateTree");
        try {
            tree.terminate();
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            throw new PtyException("terminateTree", state.name() + ": " + e.getMessage(), e);
        }
    }

    /** Runs an action that needs the terminal, if the program and the terminal are still there. */
    private <T> T inTerminal(ChildWatch.Action<T> action, T otherwise) throws PtyException {
        if (!core.enterQuietly()) {
            return otherwise;
        }
        try {
            return state.ifRunning(action, otherwise);
        } finally {
            core.leave();
        }
    }

    /** The program and its process id. */
    @Override
    public String toString() {
        return state.name() + " (" + exitStatus().map(Object::toString).orElse("running") + ")";
    }
}
