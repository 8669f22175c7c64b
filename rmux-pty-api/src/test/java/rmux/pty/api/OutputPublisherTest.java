// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputPublisherTest {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final ScriptedChild child = new ScriptedChild();

    private static final class Recorder implements Flow.Subscriber<ByteBuffer> {
        private final LinkedBlockingQueue<ByteBuffer> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        Flow.Subscription subscription() {
            return java.util.Objects.requireNonNull(subscription);
        }

        @Override
        public void onNext(ByteBuffer item) {
            received.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }

        int nextLength() throws InterruptedException {
            ByteBuffer next = received.poll(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
            return next == null ? -1 : next.remaining();
        }
    }

    @Test
    @DisplayName("IO-13: nothing is read from the system without demand")
    void demand() throws Exception {
        try (PtySession session = ScriptedProvider.session(terminal, child)) {
            Recorder recorder = new Recorder();
            session.master().publisher().subscribe(recorder);
            terminal.print("one");
            terminal.print("three");
            assertThat(recorder.received.poll(TestLimits.QUIET.toMillis(), TimeUnit.MILLISECONDS))
                    .isNull();
            recorder.subscription().request(1);
            assertThat(recorder.nextLength()).isEqualTo(3);
            assertThat(recorder.received.poll(TestLimits.QUIET.toMillis(), TimeUnit.MILLISECONDS))
                    .isNull();
            recorder.subscription().request(Long.MAX_VALUE);
            assertThat(recorder.nextLength()).isEqualTo(5);
            terminal.endOutput();
            recorder.ended.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("closing the session ends a subscription, with and without demand")
    void closed() throws Exception {
        for (int demand : new int[] {0, 1}) {
            Recorder recorder = new Recorder();
            ScriptedTerminal idle = new ScriptedTerminal();
            try (PtySession session = ScriptedProvider.session(idle, new ScriptedChild())) {
                session.master().publisher().subscribe(recorder);
                if (demand > 0) {
                    recorder.subscription().request(demand);
                }
            }
            assertThatThrownBy(() -> recorder.ended.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    @DisplayName("a second subscriber, and a read during a subscription, are refused; after cancelling they are not")
    void exclusive() throws Exception {
        try (PtySession session = ScriptedProvider.session(terminal, child)) {
            Recorder first = new Recorder();
            Recorder second = new Recorder();
            session.master().publisher().subscribe(first);
            session.master().publisher().subscribe(second);
            assertThatThrownBy(() -> second.ended.get()).cause().isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1)))
                    .isInstanceOf(IllegalStateException.class);
            first.subscription().cancel();
            terminal.print("x");
            ByteBuffer one = ByteBuffer.allocate(1);
            while (one.hasRemaining()) {
                try {
                    session.master().read(one);
                } catch (IllegalStateException stillCancelling) {
                    Thread.onSpinWait();
                }
            }
            assertThat(one.get(0)).isEqualTo((byte) 'x');
        }
    }
}
