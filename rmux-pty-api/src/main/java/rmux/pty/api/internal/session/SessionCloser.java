// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.internal.waiting.ClosingThread;
import rmux.pty.api.internal.waiting.Signal;
import rmux.pty.api.internal.waiting.Uninterruptibly;

/**
 * Closes one session: hangs it up, then ends its programs, step by step and once.
 *
 * <p>The steps do not block, so that the thread that closes may be the caller's, or one that closes many sessions at a time.
 */
final class SessionCloser implements ClosingThread.Work {

    private static final long DISPOSAL_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long ERROR_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** After so many, another thread goes on: that of the caller may have no stack left. */
    private static final int MOST_ERRORS = 3;

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final SessionCore core;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // Made with the session: once the closing has begun, there may be no memory left.
    private final Signal progress = new Signal();
    private @Nullable List<ChildEnding> endings;

    // Of the closing thread.
    private @Nullable Throwable lastError;
    private int errors;

    SessionCloser(SessionCore core) {
        this.core = core;
    }

    boolean hasBegun() {
        return core.isClosing();
    }

    /** Closes in this thread, or waits for the thread that is closing. An interrupt does not shorten it. */
    void close() throws PtyException {
        if (core.beginClosing()) {
            run();
            throwFailure();
        } else {
            Uninterruptibly.await(closed, Long.MAX_VALUE);
        }
    }

    /** Closes in the thread that all sessions share; in this one if that cannot be started. */
    CompletableFuture<Void> closeAsync() {
        if (core.beginClosing() && !ClosingThread.add(this)) {
            run();
        }
        return closed.copy();
    }

    /** Whatever is thrown, by the handling of what was thrown as well, this goes on: nobody else would close the session. */
    private void run() {
        boolean done = false;
        while (!done) {
            try {
                done = isDoneAfterStep();
            } catch (RuntimeException | Error e) {
                lastError = e;
            }
        }
    }

    private boolean isDoneAfterStep() {
        Throwable error = lastError;
        if (error != null) {
            lastError = null;
            errors++;
            LockSupport.parkNanos(ERROR_PAUSE);
            if (errors == MOST_ERRORS && ClosingThread.add(this)) {
                Uninterruptibly.await(closed, Long.MAX_VALUE);
                return true;
            }
            QuietLog.warn(LOGGER, "a step of closing a session failed; it is repeated", error);
        }
        long due = step(progress);
        if (due > 0) {
            progress.await(due);
        }
        return due == 0;
    }

    @Override
    public long step(Signal progress) {
        if (closed.isDone()) {
            return 0;
        }
        List<ChildEnding> ending = endings;
        if (ending == null) {
            core.hangUp();
            if (!core.isHungUp()) {
                return DISPOSAL_PAUSE;
            }
            ending = begin(progress);
            endings = ending;
        }
        long due = 0;
        long now = System.nanoTime();
        for (ChildEnding each : ending) {
            long next = each.step(now);
            if (next > 0) {
                due = due == 0 ? next : Math.min(due, next);
            }
        }
        if (due == 0) {
            complete(ending);
        }
        return due;
    }

    private List<ChildEnding> begin(Signal progress) {
        long now = System.nanoTime();
        boolean hasTree = core.has(PtyCapability.PROCESS_TREE);
        List<ChildEnding> begun = new ArrayList<>();
        for (Children.Child child : core.children().all()) {
            begun.add(new ChildEnding(child, hasTree, now));
            var unused = child.watch().exit().whenComplete((status, failure) -> progress.raise());
        }
        return begun;
    }

    private void complete(List<ChildEnding> ending) {
        Throwable failure = core.hangUpFailure().orElse(null);
        for (ChildEnding each : ending) {
            Throwable next = each.failure();
            if (failure == null) {
                failure = next;
            } else if (next != null) {
                Suppression.add(failure, next);
            }
        }
        if (failure == null) {
            closed.complete(null);
        } else {
            closed.completeExceptionally(asPtyException(failure));
        }
    }

    private static Throwable asPtyException(Throwable failure) {
        return failure instanceof PtyException || failure instanceof Error
                ? failure
                : new PtyException("close", "closing the session failed: " + failure.getMessage(), failure);
    }

    private void throwFailure() throws PtyException {
        try {
            closed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PtyException refused) {
                throw refused;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e);
        }
    }
}
