// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects the output of a program, as fast as it comes, unless it is told to misbehave. */
class OutputSubscriber implements Flow.Subscriber<ByteBuffer> {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /** Completes with all output once that has ended, or as the subscription failed. */
    final CompletableFuture<String> end() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(ByteBuffer output) {
        byte[] bytes = new byte[output.remaining()];
        output.get(bytes);
        received.writeBytes(bytes);
    }

    @Override
    public final void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public final synchronized void onComplete() {
        end.complete(received.toString(StandardCharsets.UTF_8));
    }
}
