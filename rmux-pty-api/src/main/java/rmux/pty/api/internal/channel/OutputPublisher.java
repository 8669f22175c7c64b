// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Pushes a program's output to one subscriber at a time, as much as it asks for. */
final class OutputPublisher implements Flow.Publisher<ByteBuffer> {

    private final MasterChannel channel;
    private final Executor executor;

    OutputPublisher(MasterChannel channel, Executor executor) {
        this.channel = channel;
        this.executor = executor;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (channel.reader().claimOutput()) {
            Delivery delivery = new Delivery(channel, executor, subscriber);
            subscriber.onSubscribe(delivery);
            delivery.start();
        } else {
            subscriber.onSubscribe(new NoSubscription());
            subscriber.onError(new IllegalStateException("somebody else is reading the output of this terminal"));
        }
    }

    /** What a refused subscriber gets before its error (rule 1.9 of Reactive Streams). */
    private static final class NoSubscription implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }

    /**
     * The delivery to a subscriber. Signals are serial: a turn is taken in the executor by whoever raises the number of wanted
     * turns from 0, and repeated until nobody wants another one. That also bounds recursion from request within onNext.
     */
    private static final class Delivery implements Flow.Subscription {
        /** The first turn is that of onSubscribe, which is to return before anything else is signalled. */
        private static final int ON_SUBSCRIBE = 1;

        private final MasterChannel channel;
        private final Executor executor;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger turns = new AtomicInteger(ON_SUBSCRIBE);
        private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
        private volatile boolean badRequest;
        private volatile boolean cancelled;

        Delivery(MasterChannel channel, Executor executor, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.channel = channel;
            this.executor = executor;
            this.subscriber = subscriber;
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
            cancelled = true;
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

        private void execute() {
            try {
                executor.execute(this::takeTurns);
            } catch (RejectedExecutionException e) {
                refuse(e);
            }
        }

        /** The turn stays taken, so that nothing else is ever signalled. */
        private void refuse(RejectedExecutionException e) {
            Flow.Subscriber<? super ByteBuffer> target = subscriber;
            end();
            if (target != null) {
                target.onError(e);
            }
        }

        private void takeTurns() {
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
            if (cancelled) {
                end();
            } else if (badRequest) {
                end();
                target.onError(new IllegalArgumentException("a request must be for at least one element (rule 3.9)"));
            } else {
                deliver(target);
            }
        }

        private void deliver(Flow.Subscriber<? super ByteBuffer> target) {
            try {
                while (!cancelled && !badRequest && demand.get() > 0) {
                    Optional<ByteBuffer> bytes = channel.reader().readForSubscriber(this::schedule);
                    if (bytes.isEmpty()) {
                        end();
                        target.onComplete();
                        return;
                    }
                    if (!bytes.get().hasRemaining()) {
                        return;
                    }
                    demand.getAndUpdate(have -> have == Long.MAX_VALUE ? have : have - 1);
                    target.onNext(bytes.get());
                }
                if (cancelled || badRequest) {
                    schedule();
                } else if (channel.reader().hasEndedForSubscriber(this::schedule)) {
                    end();
                    target.onComplete();
                }
            } catch (IOException e) {
                end();
                target.onError(e);
            } catch (RuntimeException | Error e) {
                end(); // rule 2.13: a subscriber that throws has cancelled
                throw e;
            }
        }

        private void end() {
            subscriber = null;
            channel.reader().releaseOutput();
        }
    }
}
