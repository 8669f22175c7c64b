// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.QuietLog;

/** The subscriber behind {@link rmux.pty.api.PtyMaster#onOutput}: passes everything on, and reports the end by a future. */
final class OutputConsumer implements Flow.Subscriber<ByteBuffer> {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final Consumer<? super ByteBuffer> consumer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable OutputDelivery delivery;

    OutputConsumer(Consumer<? super ByteBuffer> consumer) {
        this.consumer = consumer;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // canceling does not throw
    public void onSubscribe(Flow.Subscription subscription) {
        if (subscription instanceof OutputDelivery given) {
            delivery = given;
        }
        ended.whenComplete((nothing, failure) -> subscription.cancel());
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        if (ended.isDone()) {
            return;
        }
        try {
            consumer.accept(bytes);
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "the consumer of a terminal's output failed", e);
            release();
            ended.completeExceptionally(e);
        }
    }

    /** Releases the output before the future completes, so that its dependents can read. */
    private void release() {
        OutputDelivery ending = delivery;
        if (ending != null) {
            ending.cancel();
            ending.end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public void onComplete() {
        ended.complete(null);
    }
}
