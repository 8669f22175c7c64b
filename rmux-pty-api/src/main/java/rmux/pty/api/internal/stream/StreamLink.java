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
    private volatile boolean closing;

    StreamLink(StreamTerminal terminal, Executor executor) {
        this.terminal = terminal;
        this.executor = executor;
        this.calls = new StreamCalls(executor);
        var unused =
                Objects.requireNonNull(terminal.exit(), "exit() returned null").whenComplete(this::exited);
    }

    private void exited(@Nullable ExitStatus status, @Nullable Throwable failure) {
        if (status != null) {
            exit.complete(status);
        } else {
            exit.complete(new ExitStatus.Unknown(failure == null ? "the backend gave none" : reason(failure)));
        }
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

    boolean isClosing() {
        return closing;
    }

    /** Closes the terminal in a library thread, and waits a while for it; a later failure is logged. */
    void close() throws IOException {
        closing = true;
        CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
        executor.execute(() -> close(outcome));
        StreamCalls.await("close", outcome);
    }

    private void close(CompletableFuture<@Nullable Void> outcome) {
        Throwable failure = null;
        try {
            terminal.close();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        exit.complete(new ExitStatus.Unknown("the terminal was closed before its program's exit was known"));
        if (failure == null) {
            outcome.complete(null);
        } else if (!outcome.completeExceptionally(failure)) {
            QuietLog.warn(LOGGER, "a terminal could not be closed", failure);
        }
    }
}
