// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.internal.waiting.Repetition;
import rmux.pty.api.spi.ChildControl;

/** The program of a terminal that is reached through streams. */
final class StreamChild implements ChildControl {

    private final StreamLink link;
    private final Optional<ProcessHandle> handle;
    private @Nullable CompletableFuture<@Nullable Void> lastAttempt;

    StreamChild(StreamLink link, Optional<ProcessHandle> handle) {
        this.link = link;
        this.handle = handle;
    }

    @Override
    public OptionalLong pid() {
        return handle.map(known -> OptionalLong.of(known.pid())).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return handle;
    }

    @Override
    public void onExit(BooleanSupplier collected) {
        var unused = link.exit().thenRun(() -> link.executor().execute(() -> Repetition.untilTrue(collected)));
    }

    @Override
    public Optional<ExitStatus> collect() {
        return Optional.ofNullable(link.exit().getNow(null));
    }

    @Override
    public void signalForeground(PtySignal signal) throws IOException {
        signalLeader(signal);
    }

    /** While the terminal is being closed, which ends the program, a signal is only a further attempt. */
    @Override
    public void signalLeader(PtySignal signal) throws IOException {
        if (!link.isClosing()) {
            StreamCalls.await("signal", begin(signal));
        } else if (lastAttempt == null || lastAttempt.isDone()) {
            lastAttempt = begin(signal);
        }
    }

    private CompletableFuture<@Nullable Void> begin(PtySignal signal) {
        return link.calls().begin(() -> link.terminal().signal(signal));
    }

    @Override
    public void terminateTree() throws IOException {
        if (!link.hasExited()) {
            signalLeader(PtySignal.KILL);
        }
    }

    @Override
    public boolean isTreeGone(boolean force) throws IOException {
        if (force) {
            terminateTree();
        }
        return link.hasExited();
    }

    /** Tells what went wrong when the terminal was closed. */
    @Override
    public void close() throws IOException {
        link.awaitClosed();
    }
}
