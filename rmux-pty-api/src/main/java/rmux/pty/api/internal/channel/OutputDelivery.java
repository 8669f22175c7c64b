// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.internal.waiting.LibraryThreads;

/**
 * The delivery to a subscriber. Signals are serial: a turn is taken in the executor by whoever raises the number of wanted
 * turns from 0, and repeated until nobody wants another one. That also bounds recursion from request within onNext.
 *
 * <p>The executor and the subscriber belong to the application and may block, throw, or run everything in the calling thread.
 * So neither is ever called in a thread that announces readiness, which serves all sessions, and whatever they throw ends this
 * subscription only. A subscriber that promises not to block is called there anyway, for a bounded number of pieces at a
 * time; not, however, in the middle of announcing an exit or of hanging up.
 */
final class OutputDelivery implements Flow.Subscription {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    /** The executor of subscribers that do not block; see {@link rmux.pty.api.Delivery#AT_ONCE}. */
    static final Executor AT_ONCE = Runnable::run;

    /** So many pieces one session is served with before the others have their turn. */
    private static final int MOST_AT_ONCE = 16;

    /** The first turn is that of onSubscribe, which is to return before anything else is signaled. */
    private static final int ON_SUBSCRIBE = 1;

    private final OutputReader reader;
    private final Executor executor;
    private final Readiness readiness = new Readiness(this);
    private final Runnable takeTurns = this::takeTurns;
    private final Runnable execute = this::execute;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger(ON_SUBSCRIBE);

    /** Whether the executor was given a turn that has not begun: it may run it and throw as well, or run it twice. */
    private final AtomicBoolean handedOver = new AtomicBoolean();

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean badRequest;
    private volatile boolean canceled;

    OutputDelivery(OutputReader reader, Executor executor, Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.reader = reader;
        this.executor = executor;
        this.subscriber = subscriber;
    }

    /**
     * What the device runs. It refers to the delivery, and so to the session, only as long as the subscription lasts, even if
     * the device never runs it.
     */
    private static final class Readiness implements Runnable {
        private volatile @Nullable OutputDelivery delivery;

        Readiness(OutputDelivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void run() {
            OutputDelivery waiting = delivery;
            if (waiting != null) {
                waiting.announced();
            }
        }
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            badRequest = true;
        } else {
            demand.accumulateAndGet(count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
        }
        schedule();
    }

    @Override
    public void cancel() {
        canceled = true;
        schedule();
    }

    /** Called when onSubscribe has returned. */
    void start() {
        execute();
    }

    private void schedule() {
        if (turns.getAndIncrement() == 0) {
            execute();
        }
    }

    /** Called by a thread that serves all sessions; does not throw. */
    private void announced() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        if (executor == LibraryExecutor.SHARED) {
            execute();
        } else if (isAtOnce() && LibraryThreads.isCurrent() && !reader.isEndingInThisThread()) {
            execute();
            LibraryThreads.forgetTask();
        } else {
            LibraryExecutor.SHARED.execute(execute);
        }
    }

    private boolean isAtOnce() {
        return executor.equals(AT_ONCE);
    }

    private void execute() {
        handedOver.set(true);
        try {
            executor.execute(takeTurns);
        } catch (RuntimeException | Error e) {
            if (handedOver.compareAndSet(true, false)) {
                refused(e);
            } else {
                QuietLog.warn(LOGGER, "an executor ran what delivers output and failed", e);
            }
        }
    }

    /** The turn stays taken, so that nothing else is ever signaled. */
    private void refused(Throwable failure) {
        end(target -> target.onError(failure));
    }

    private void takeTurns() {
        if (!handedOver.compareAndSet(true, false)) {
            return;
        }
        int taken = turns.get();
        while (taken != 0) {
            takeTurn();
            taken = turns.addAndGet(-taken);
        }
    }

    private void takeTurn() {
        Flow.Subscriber<? super ByteBuffer> target = subscriber;
        if (target == null) {
            return;
        }
        if (canceled) {
            end();
        } else if (badRequest) {
            end(bad ->
                    bad.onError(new IllegalArgumentException("a request must be for at least one element (rule 3.9)")));
        } else {
            deliver(target);
        }
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> target) {
        try {
            int left = isAtOnce() ? MOST_AT_ONCE : Integer.MAX_VALUE;
            while (!canceled && !badRequest && demand.get() > 0) {
                Optional<ByteBuffer> bytes = reader.readForSubscriber(readiness);
                if (bytes.isEmpty()) {
                    end(Flow.Subscriber::onComplete);
                    return;
                }
                if (!bytes.get().hasRemaining()) {
                    return;
                }
                demand.getAndUpdate(have -> have == Long.MAX_VALUE ? have : have - 1);
                if (!signal(target, next -> next.onNext(bytes.get()))) {
                    end(); // rule 2.13: a subscriber that throws has canceled
                    return;
                }
                // Less than there was room for is usually all. A notification costs nothing here, unlike another read.
                if (isAtOnce() && (bytes.get().limit() < SharedBuffers.SIZE || --left == 0) && demand.get() > 0) {
                    if (!reader.notifySubscriber(readiness)) {
                        schedule();
                    }
                    return;
                }
            }
            if (canceled || badRequest) {
                schedule();
            } else if (reader.hasEndedForSubscriber(readiness)) {
                end(Flow.Subscriber::onComplete);
            }
        } catch (IOException | RuntimeException | Error e) {
            end(failed -> failed.onError(e));
        }
    }

    /** Ends the subscription with a last signal, unless it has ended before. */
    private void end(Consumer<Flow.Subscriber<? super ByteBuffer>> lastSignal) {
        Flow.Subscriber<? super ByteBuffer> target = subscriber;
        if (end() && target != null) {
            signal(target, lastSignal);
        }
    }

    /** Ends the subscription and releases the output, once; returns whether this call did. */
    boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        subscriber = null;
        readiness.delivery = null;
        reader.releaseOutput();
        return true;
    }

    /** Returns false if the subscriber threw, which is against its rules and reported nowhere else. */
    private static boolean signal(
            Flow.Subscriber<? super ByteBuffer> target, Consumer<Flow.Subscriber<? super ByteBuffer>> signal) {
        try {
            signal.accept(target);
            return true;
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "a subscriber of a terminal's output failed", e);
            return false;
        }
    }
}
