// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.spi.StreamTerminal;

/** What the device and the child of a terminal that is reached through streams share: the terminal, its exit and its end. */
final class StreamLink {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final StreamTerminal terminal;
    private final Executor executor;
    private final StreamCalls calls;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private boolean closing;
    private volatile boolean gaveUp;
    private @Nullable ExitStatus heldBack;

    StreamLink(StreamTerminal terminal, Executor executor) {
        this.terminal = terminal;
        this.executor = executor;
        this.calls = new StreamCalls(executor);
        var unused =
                Objects.requireNonNull(terminal.exit(), "exit() returned null").whenComplete(this::exited);
    }

    private void exited(@Nullable ExitStatus status, @Nullable Throwable failure) {
        ExitStatus known = status != null
                ? status
                : new ExitStatus.Unknown(failure == null ? "the backend gave none" : reason(failure));
        if (!holdBack(known)) {
            exit.complete(known);
        }
    }

    /** An exit that comes while the terminal is being closed is announced when that is done, for closing waits for it. */
    private synchronized boolean holdBack(ExitStatus status) {
        if (closing && !closed.isDone()) {
            heldBack = status;
            return true;
        }
        return false;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root instanceof java.util.concurrent.CompletionException && root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    }

    StreamTerminal terminal() {
        return terminal;
    }

    Executor executor() {
        return executor;
    }

    StreamCalls calls() {
        return calls;
    }

    /** Completes once the program has ended, or can no longer be heard of. */
    CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    boolean hasExited() {
        return exit.isDone();
    }

    /** Whether the program's status is lost, as it is with the connection. */
    boolean isLost() {
        return exit.getNow(null) instanceof ExitStatus.Unknown;
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** Closes the terminal in a library thread. Does not wait: the exit of a running program is announced after that. */
    void close() {
        synchronized (this) {
            closing = true;
        }
        executor.execute(this::closeTerminal);
    }

    /** Waits a while until the terminal has been closed; a failure that comes later is logged. */
    void awaitClosed() throws IOException {
        if (isClosing()) {
            StreamCalls.await("close", closed);
            gaveUp = !closed.isDone();
        }
    }

    private void closeTerminal() {
        Throwable failure = null;
        try {
            terminal.close();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        ExitStatus status;
        synchronized (this) {
            if (failure == null) {
                closed.complete(null);
            } else {
                closed.completeExceptionally(failure);
            }
            status = heldBack;
        }
        exit.complete(
                status != null
                        ? status
                        : new ExitStatus.Unknown("the terminal was closed before its program's exit was known"));
        if (failure != null && gaveUp) {
            QuietLog.warn(LOGGER, "a terminal could not be closed", failure);
        }
    }
}
