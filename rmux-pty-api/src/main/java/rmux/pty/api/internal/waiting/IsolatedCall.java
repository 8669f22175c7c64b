// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
        FutureTask<T> task = new FutureTask<>(() -> {
            Thread.currentThread().setContextClassLoader(owner.getClassLoader());
            return call.get();
        });
        LibraryThreads.start(LibraryThreads.create("binding", 0, task));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
