// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a test on a thread of its own, and goes on without it if it does not end: a backend may block where nobody can interrupt. */
final class TestThread {

    /** How long an interrupted test has for closing its sessions. */
    private static final Duration CLEANUP = Duration.ofSeconds(15);

    private TestThread() {}

    interface Body {
        void run() throws Throwable;
    }

    static void run(Body body, boolean virtual, Duration limit) throws Throwable {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        Thread thread = factory(virtual).newThread(() -> complete(outcome, body));
        thread.start();
        try {
            outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            throw hung(thread, limit);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private static ThreadFactory factory(boolean virtual) {
        return virtual
                ? VirtualThreads.factory()
                : task -> {
                    Thread thread = new Thread(task, "conformance-test");
                    thread.setDaemon(true);
                    return thread;
                };
    }

    private static void complete(CompletableFuture<Void> outcome, Body body) {
        try {
            body.run();
            outcome.complete(null);
        } catch (Throwable failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /** The error has the stack trace of the hanging thread, so that it shows where. */
    private static AssertionError hung(Thread thread, Duration limit) throws InterruptedException {
        StackTraceElement[] where = thread.getStackTrace();
        AssertionError error = new AssertionError("the test did not end within " + limit.toSeconds() + " s; it is "
                + (where.length == 0 ? "about to end" : "at " + where[0]));
        error.setStackTrace(where);
        thread.interrupt();
        thread.join(CLEANUP.toMillis());
        return error;
    }
}
