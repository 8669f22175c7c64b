// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls what may start threads that live on, in a thread that carries nothing of the caller.
 *
 * <p>JNA, for example, starts a cleaning thread, which lives as long as JNA, and inherits the context class loader and the thread
 * locals of whoever needed JNA first (rule LIFE-11).
 */
public final class IsolatedCall {

    private IsolatedCall() {}

    /**
     * Returns what the call returns, or throws what it throws. Its context class loader is that of {@code owner}. An interrupt of
     * this thread is kept for later, and not seen by the call.
     */
    public static <T> T of(Class<?> owner, Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        LibraryThreads.start(LibraryThreads.create("binding", 0, () -> {
            Thread.currentThread().setContextClassLoader(owner.getClassLoader());
            try {
                result.complete(call.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }));
        Uninterruptibly.await(result, Long.MAX_VALUE);
        try {
            return result.join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
