// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscribers and executors that misbehave; {@code ScriptedTerminal} announces in the thread that prints, as a poller does. */
@Timeout(60)
class SubscriberFaultsTest {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final List<Thread> deliveredIn = new CopyOnWriteArrayList<>();
    private final CountDownLatch delivered = new CountDownLatch(1);
    private PtySession session;

    @BeforeEach
    void start() throws PtyException {
        session = ScriptedProvider.session(terminal, new ScriptedChild());
    }

    @AfterEach
    void close() throws PtyException {
        session.close();
    }

    /** A subscriber without fault, which asks for everything. */
    private class Subscriber implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            deliveredIn.add(Thread.currentThread());
            delivered.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            failed.complete(failure);
        }

        @Override
        public void onComplete() {}
    }

    private void assertOutputCanBeRead() throws IOException {
        terminal.print("later");
        ByteBuffer read = ByteBuffer.allocate(10);
        while (true) {
            try {
                assertThat(session.master().read(read, TestLimits.SOON)).isEqualTo(5);
                return;
            } catch (IllegalStateException stillEnding) {
                Thread.onSpinWait();
            }
        }
    }

    private static Throwable failure(String kind) {
        return switch (kind) {
            case "exception" -> new IllegalArgumentException("a scripted failure");
            case "rejection" -> new java.util.concurrent.RejectedExecutionException("a scripted failure");
            default -> new OutOfMemoryError("a scripted failure");
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error"})
    @DisplayName("IO-16: after onSubscribe has thrown, the output can be read")
    void onSubscribeThrows(String kind) throws Exception {
        Throwable failure = failure(kind);
        assertThatThrownBy(() -> session.master().publisher().subscribe(new Subscriber() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        SubscriberFaultsTest.<RuntimeException>sneak(failure);
                    }
                }))
                .isSameAs(failure);
        assertOutputCanBeRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error"})
    @DisplayName("IO-16: after onNext has thrown, the output can be read")
    void onNextThrows(String kind) throws Exception {
        session.master().publisher().subscribe(new Subscriber() {
            @Override
            public void onNext(ByteBuffer item) {
                delivered.countDown();
                SubscriberFaultsTest.<RuntimeException>sneak(failure(kind));
            }
        });
        terminal.print("one");
        assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
        assertOutputCanBeRead();
        assertThat(failed).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "rejection"})
    @DisplayName("IO-16: an executor that throws at the first turn ends the subscription only")
    void executorThrows(String kind) throws Exception {
        Throwable failure = failure(kind);
        session.master()
                .publisher(task -> SubscriberFaultsTest.<RuntimeException>sneak(failure))
                .subscribe(new Subscriber());
        assertThat(failed.get(10, TimeUnit.SECONDS)).isSameAs(failure);
        assertOutputCanBeRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "rejection"})
    @DisplayName(
            "IO-16: an executor that throws when output is announced ends the subscription, and the announcer goes on")
    void executorThrowsLater(String kind) throws Exception {
        Throwable failure = failure(kind);
        AtomicInteger turns = new AtomicInteger();
        Executor executor = task -> {
            if (turns.getAndIncrement() > 0) {
                SubscriberFaultsTest.<RuntimeException>sneak(failure);
            }
            task.run();
        };
        session.master().publisher(executor).subscribe(new Subscriber());
        terminal.print("one");
        assertThat(failed.get(10, TimeUnit.SECONDS)).isSameAs(failure);
        ByteBuffer read = ByteBuffer.allocate(10);
        assertThat(session.master().read(read, TestLimits.SOON)).isEqualTo(3);
    }

    @Test
    @DisplayName("IO-16: an executor that runs a turn and then throws, or runs it twice, does not disturb the delivery")
    void executorRunsAndThrows() throws Exception {
        Executor executor = task -> {
            task.run();
            task.run();
            throw new IllegalStateException("a scripted failure");
        };
        session.master().publisher(executor).subscribe(new Subscriber());
        terminal.print("one");
        assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failed).isNotDone();
    }

    @Test
    @DisplayName("IO-16: an executor that runs tasks in the calling thread never does so in the announcing thread")
    void direct() throws Exception {
        session.master().publisher(Runnable::run).subscribe(new Subscriber());
        terminal.print("one");
        assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(deliveredIn).doesNotContain(Thread.currentThread());
    }

    @Test
    @DisplayName("IO-16: a subscriber on a direct executor may close its own session")
    void closesItsSession() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        session.master().publisher(Runnable::run).subscribe(new Subscriber() {
            @Override
            public void onNext(ByteBuffer item) {
                try {
                    session.close();
                    closed.complete("closed");
                } catch (PtyException e) {
                    closed.completeExceptionally(e);
                }
            }
        });
        terminal.print("one");
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(failed.get(10, TimeUnit.SECONDS)).isInstanceOf(ClosedChannelException.class);
        assertThat(terminal.closes()).isEqualTo(1);
    }

    @Test
    @DisplayName("IO-16: a subscriber that blocks in onError does not hold up close()")
    void blocksInOnError() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch inOnError = new CountDownLatch(1);
        session.master().publisher(Runnable::run).subscribe(new Subscriber() {
            @Override
            public void onError(Throwable failure) {
                inOnError.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        session.close();
        assertThat(inOnError.await(10, TimeUnit.SECONDS)).isTrue();
        end.countDown();
    }
}
