// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.internal.events.ForeignFailure;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.spi.PtyProvider;

/**
 * What is known about one provider, and the call that finds it out.
 *
 * <p>The call runs in a thread of the library; whoever needs the answer waits for it in {@link ProviderRegistry}. An answer is
 * kept. A failure that may pass, and one that took too long, is kept until the provider is asked again. There is at most one
 * call at a time, so that a provider that hangs holds one thread. The registry's lock guards all fields but {@link #provider}.
 */
final class Examination {

    private static final int MOST_DOUBLINGS = 10;

    private final ProviderSource source;
    private final Patience patience;
    private final ReentrantLock lock;
    private final Condition changed;

    /** Used by the one running call only, whose start and end are ordered by the lock. */
    private @Nullable PtyProvider provider;

    private ProviderRegistry.@Nullable Entry answer;
    private boolean isRunning;
    private boolean isLasting;
    private long startedAt;
    private long endedAt;
    private int failuresInARow;
    private long priority = Long.MAX_VALUE;

    Examination(ProviderSource source, Patience patience, ReentrantLock lock, Condition changed) {
        this.source = source;
        this.patience = patience;
        this.lock = lock;
        this.changed = changed;
    }

    /** Begins a call unless one is running, a lasting answer is known, or a failure is recent. */
    void begin(Executor executor) {
        lock.lock();
        try {
            if (isRunning || isLasting || isRecentFailure()) {
                return;
            }
            isRunning = true;
            startedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(this::run);
        } catch (RuntimeException | Error e) {
            end(null, false);
        }
    }

    private boolean isRecentFailure() {
        if (failuresInARow == 0) {
            return false;
        }
        long pause = patience.pauseNanos() << Math.min(failuresInARow - 1, MOST_DOUBLINGS);
        return System.nanoTime() - endedAt < pause;
    }

    /** Survives everything, including checked exceptions that were not declared. */
    private void run() {
        ProviderRegistry.Entry found = null;
        boolean lasting = false;
        try {
            PtyProvider made = provider;
            if (made == null) {
                made = source.maker().make();
                provider = made;
            }
            found = new ProviderRegistry.Entry(ProviderAnswers.ask(made, source, this::known), Optional.of(made));
            lasting = !found.candidate().cause().map(PassingFailure::isIn).orElse(false);
        } catch (Throwable e) {
            lasting = !PassingFailure.isIn(e);
            found = failed(e, lasting);
        } finally {
            end(found, lasting);
        }
    }

    /** The line for a provider that threw, or null if there is not even memory for that. */
    private ProviderRegistry.@Nullable Entry failed(Throwable failure, boolean lasting) {
        try {
            Candidate candidate = ProviderAnswers.broken(
                    source,
                    "could not be loaded: " + ForeignFailure.describe(failure),
                    lasting ? "repair or remove it" : "it is asked again later",
                    Optional.of(ForeignFailure.harmless(failure)));
            return new ProviderRegistry.Entry(candidate, Optional.empty());
        } catch (RuntimeException | Error e) {
            return null;
        }
    }

    private void known(int value) {
        lock.lock();
        try {
            priority = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(ProviderRegistry.@Nullable Entry found, boolean lasting) {
        lock.lock();
        try {
            answer = found;
            isRunning = false;
            isLasting = lasting && found != null;
            failuresInARow = isLasting ? 0 : failuresInARow + 1;
            endedAt = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long to wait for the running call, given the best priority among those that fit; the caller holds the lock. */
    long nanosToWait(boolean anyFits, long bestFitting) {
        if (!isRunning || (anyFits && priority < bestFitting)) {
            return 0;
        }
        long allowed = anyFits ? patience.graceNanos() : patience.limitNanos();
        return Math.max(0, allowed - (System.nanoTime() - startedAt));
    }

    /** What is known now; the caller holds the lock. */
    ProviderRegistry.Entry entry() {
        if (answer != null && !isRunning) {
            return answer;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
        String reason = isRunning ? "has not answered for " + seconds + " s" : "could not be asked for lack of memory";
        Candidate candidate = ProviderAnswers.broken(
                source, reason, "repair or remove it; it is used once it answers", Optional.empty());
        return new ProviderRegistry.Entry(candidate, Optional.empty());
    }
}
