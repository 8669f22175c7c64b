// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputConsumerTest {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private PtySession session;

    @BeforeEach
    void start() throws IOException {
        session = ScriptedProvider.session(terminal, new ScriptedChild());
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    private static void await(CompletableFuture<?> future) throws Exception {
        future.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("IO-02: a consumer receives all output in order, and its future completes at the end")
    void everything() throws Exception {
        StringBuilder received = new StringBuilder();
        CompletableFuture<Void> ended =
                session.onOutput(bytes -> received.append(StandardCharsets.UTF_8.decode(bytes)));
        terminal.print("one ");
        terminal.print("two");
        assertThat(ended).isNotDone();
        terminal.endOutput();
        await(ended);
        assertThat(received).hasToString("one two");
    }

    @Test
    @DisplayName("IO-16: a consumer that throws fails its future, and the output can be read at once")
    void throwing() throws Exception {
        CompletableFuture<Void> ended = session.onOutput(bytes -> {
            throw new AssertionError("consumer");
        });
        CompletableFuture<String> readAfterwards = ended.handle((nothing, failure) -> failure + " " + readOne());
        terminal.print("a");
        terminal.print("b");
        assertThat(readAfterwards.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                .endsWith("AssertionError: consumer b");
    }

    private char readOne() {
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            session.master().read(one);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (char) one.get(0);
    }

    @Test
    @DisplayName("IO-16: canceling the future ends the delivery, and the output can be read again")
    void canceled() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        CompletableFuture<Void> ended = session.onOutput(bytes -> {
            inside.countDown();
            awaitQuietly(proceed);
        });
        terminal.print("a");
        awaitQuietly(inside);
        ended.cancel(false);
        terminal.print("b");
        assertThatThrownBy(this::readOne).isInstanceOf(IllegalStateException.class);
        proceed.countDown();
        char next = 0;
        while (next == 0) {
            try {
                next = readOne();
            } catch (IllegalStateException stillCanceling) {
                Thread.onSpinWait();
            }
        }
        assertThat(next).isEqualTo('b');
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("IO-07: closing the session fails the future of its consumer")
    void closing() throws Exception {
        CompletableFuture<Void> ended = session.onOutput(bytes -> {});
        session.close();
        assertThatThrownBy(() -> await(ended))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    @DisplayName("IO-16: a second consumer is refused, and the first one is not disturbed")
    void second() throws Exception {
        StringBuilder received = new StringBuilder();
        CompletableFuture<Void> first =
                session.onOutput(bytes -> received.append(StandardCharsets.UTF_8.decode(bytes)));
        assertThatThrownBy(() -> await(session.onOutput(bytes -> {})))
                .cause()
                .isInstanceOf(IllegalStateException.class);
        terminal.print("x");
        terminal.endOutput();
        await(first);
        assertThat(received).hasToString("x");
    }
}
