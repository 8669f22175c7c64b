// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.internal.waiting.LibraryThreads;

/** Subscribers that do not block; {@code ScriptedTerminal} announces in the thread that prints, as a poller does. */
@Timeout(60)
class DeliveryAtOnceTest {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private PtySession session;

    @BeforeEach
    void start() throws PtyException {
        session = ScriptedProvider.session(terminal, new ScriptedChild());
    }

    @AfterEach
    void close() throws PtyException {
        session.close();
    }

    private CompletableFuture<Void> subscribe() {
        return session.master().onOutput(this::take, Delivery.AT_ONCE);
    }

    private void take(ByteBuffer bytes) {
        threads.add(Thread.currentThread());
        texts.add(StandardCharsets.UTF_8.decode(bytes).toString());
    }

    private void assertNext(String text) throws InterruptedException {
        assertThat(texts.poll(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(text);
    }

    private static Thread announcer(Runnable task) throws InterruptedException {
        Thread thread = LibraryThreads.create("announcer", 0, task);
        thread.start();
        thread.join();
        return thread;
    }

    @Test
    @DisplayName("IO-16: a subscriber that does not block is called in the library's thread that announces")
    void inTheAnnouncingThread() throws Exception {
        CompletableFuture<Void> end = subscribe();
        Thread announcer = announcer(() -> {
            terminal.print("one");
            terminal.print("two");
        });
        assertNext("one");
        assertNext("two");
        assertThat(threads).containsOnly(announcer);
        announcer(terminal::endOutput);
        assertThat(end).succeedsWithin(TestLimits.SOON);
    }

    @Test
    @DisplayName("IO-16: a thread of the application that happens to announce is not taken for a subscriber")
    void notInTheThreadsOfApplications() throws Exception {
        CompletableFuture<Void> end = subscribe();
        Thread.currentThread().interrupt();
        terminal.print("text");
        assertThat(Thread.interrupted()).isTrue();
        assertNext("text");
        assertThat(threads).doesNotContain(Thread.currentThread());
        assertThat(end).isNotDone();
    }

    @Test
    @DisplayName("LIFE-11: nothing that the subscriber did to the announcing thread is left")
    void leavesNothing() throws Exception {
        CompletableFuture<Void> end = session.master()
                .onOutput(
                        bytes -> {
                            Thread.currentThread().interrupt();
                            Thread.currentThread()
                                    .setContextClassLoader(getClass().getClassLoader());
                        },
                        Delivery.AT_ONCE);
        AtomicBoolean clean = new AtomicBoolean();
        announcer(() -> {
            terminal.print("text");
            clean.set(!Thread.currentThread().isInterrupted()
                    && Thread.currentThread().getContextClassLoader() == null);
        });
        assertThat(clean).isTrue();
        assertThat(end).isNotDone();
    }

    @Test
    @DisplayName("IO-16: a failure of the subscriber does not reach the announcing thread")
    void failure() throws Exception {
        IllegalStateException planted = new IllegalStateException("planted");
        CompletableFuture<Void> end = session.master()
                .onOutput(
                        bytes -> {
                            throw planted;
                        },
                        Delivery.AT_ONCE);
        AtomicBoolean returned = new AtomicBoolean();
        announcer(() -> {
            terminal.print("text");
            returned.set(true);
        });
        assertThat(returned).isTrue();
        assertThat(end)
                .failsWithin(TestLimits.SOON)
                .withThrowableThat()
                .havingCause()
                .isSameAs(planted);
    }
}
