// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.ChildControl;

/** A program that exits when a test says so, and remembers what was asked of it. */
final class ScriptedChild implements ChildControl {

    /** Names no process, not even if only 32 bits of it are looked at: those of Linux are below 2^22. */
    static final long PID = (1L << 40) + (1L << 30);

    private final List<String> calls = new ArrayList<>();
    private @Nullable BooleanSupplier onExit;
    private @Nullable ExitStatus status;
    private @Nullable IOException collectFailure;
    private @Nullable IOException watchFailure;
    private boolean exitsWhenHungUp;
    private long pid = PID;

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    ScriptedChild exitingAtHangup() {
        exitsWhenHungUp = true;
        return this;
    }

    /** The number of a process that there is. */
    ScriptedChild withPid(long existing) {
        pid = existing;
        return this;
    }

    ScriptedChild failingToBeWatched(IOException failure) {
        watchFailure = failure;
        return this;
    }

    void exit(ExitStatus newStatus) {
        announce(newStatus, null);
    }

    void exitUncollectably(IOException failure) {
        announce(null, failure);
    }

    private void announce(@Nullable ExitStatus newStatus, @Nullable IOException failure) {
        BooleanSupplier told;
        synchronized (this) {
            status = newStatus;
            collectFailure = failure;
            told = onExit;
        }
        if (told != null) {
            var unused = told.getAsBoolean();
        }
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(pid);
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid);
    }

    @Override
    public void onExit(BooleanSupplier action) throws IOException {
        if (watchFailure != null) {
            throw watchFailure;
        }
        synchronized (this) {
            onExit = action;
        }
        if (exitsWhenHungUp) {
            exit(new ExitStatus.Exited(0));
        }
    }

    @Override
    public synchronized Optional<ExitStatus> collect() throws IOException {
        if (collectFailure != null) {
            throw collectFailure;
        }
        return Optional.ofNullable(status);
    }

    @Override
    public synchronized void signalForeground(PtySignal signal) {
        calls.add("foreground " + signal);
    }

    @Override
    public synchronized void signalLeader(PtySignal signal) {
        calls.add("leader " + signal);
    }

    @Override
    public void terminateTree() {
        synchronized (this) {
            calls.add("terminateTree");
        }
        exit(new ExitStatus.Signaled(9, "SIGKILL", false));
    }

    @Override
    public synchronized void close() {
        calls.add("close");
    }
}
