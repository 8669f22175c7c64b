// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Pushes a program's output to one subscriber at a time, as much as it asks for. */
final class OutputPublisher implements Flow.Publisher<ByteBuffer> {

    private final OutputReader reader;
    private final Executor executor;

    OutputPublisher(OutputReader reader, Executor executor) {
        this.reader = reader;
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        OutputDelivery delivery =
                new OutputDelivery(reader, executor, Objects.requireNonNull(subscriber, "subscriber"));
        if (!reader.claimOutput()) {
            subscriber.onSubscribe(new NoSubscription());
            subscriber.onError(new IllegalStateException("somebody else is reading the output of this terminal"));
            return;
        }
        try {
            subscriber.onSubscribe(delivery);
        } catch (RuntimeException | Error e) {
            delivery.end(); // rule 2.13: a subscriber that throws has canceled
            throw e;
        }
        delivery.start();
    }

    /** What a refused subscriber gets before its error (rule 1.9 of Reactive Streams). */
    private static final class NoSubscription implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
