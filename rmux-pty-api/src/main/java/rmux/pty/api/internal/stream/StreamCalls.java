// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;

/**
 * Makes the calls of a terminal that may block, one after another, in a library thread, so that whoever asks for them is not
 * held up for long.
 */
final class StreamCalls {

    /** How long a caller waits for the outcome; a call that takes longer goes on without him. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A blocking call. */
    interface Call {
        void run() throws IOException;
    }

    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    StreamCalls(Executor executor) {
        this.executor = executor;
    }

    /** Makes a call after those before it; the future has its outcome. */
    CompletableFuture<@Nullable Void> begin(Call call) {
        CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(() -> make(call, outcome));
            if (running) {
                return outcome;
            }
            running = true;
        }
        executor.execute(this::drain);
        return outcome;
    }

    private static void make(Call call, CompletableFuture<@Nullable Void> outcome) {
        try {
            call.run();
            outcome.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            outcome.completeExceptionally(e);
        }
    }

    private void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }

    /** Makes a call and waits a while for its outcome. */
    void make(String operation, Call call) throws IOException {
        await(operation, begin(call));
    }

    /** Waits a while for the outcome of a call. */
    static void await(String operation, CompletableFuture<@Nullable Void> outcome) throws IOException {
        try {
            outcome.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The call is on its way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during " + operation);
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw reason instanceof PtyException known
                    ? known
                    : new PtyException(operation, operation + " failed: " + reason.getMessage(), reason);
        }
    }
}
