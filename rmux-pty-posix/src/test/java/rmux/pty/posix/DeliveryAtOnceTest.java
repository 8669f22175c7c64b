// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.Delivery;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;

/** Subscribers that do not block, called by the poller. */
@Timeout(120)
class DeliveryAtOnceTest {

    private static PtySession shell(String script) throws PtyException {
        return PtyCommand.of("sh", "-c", script).spawn();
    }

    @Test
    @DisplayName("IO-01: all output of many sessions arrives at subscribers of the poller's thread, in order")
    void exact() throws Exception {
        int count = 20;
        ByteArrayOutputStream[] texts = new ByteArrayOutputStream[count];
        CompletableFuture<?>[] ends = new CompletableFuture<?>[count];
        PtySession[] sessions = new PtySession[count];
        Set<String> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            texts[i] = text;
            sessions[i] = shell("read start; seq " + i + " 20000");
            ends[i] = sessions[i]
                    .master()
                    .onOutput(
                            bytes -> {
                                threads.add(Thread.currentThread().getName());
                                append(bytes, text);
                            },
                            Delivery.AT_ONCE);
        }
        for (PtySession session : sessions) {
            session.master().write("go\r");
        }
        CompletableFuture.allOf(ends).get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        for (int i = 0; i < count; i++) {
            sessions[i].close();
            assertThat(texts[i].toString(StandardCharsets.ISO_8859_1))
                    .startsWith("go\r\n" + i + "\r\n")
                    .endsWith("\r\n20000\r\n");
            assertThat(texts[i].toString(StandardCharsets.ISO_8859_1).lines()).hasSize(20002 - i);
        }
        assertThat(threads).anyMatch(name -> name.endsWith("poller"));
    }

    @Test
    @DisplayName("IO-16: a session that never stops writing leaves the others their turn")
    void fair() throws Exception {
        CountDownLatch busy = new CountDownLatch(100);
        try (PtySession endless = shell("yes");
                PtySession other = shell("read start; echo done; read end")) {
            CompletableFuture<Void> endlessOutput =
                    endless.master().onOutput(bytes -> busy.countDown(), Delivery.AT_ONCE);
            assertThat(busy.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            CompletableFuture<String> answer = new CompletableFuture<>();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            CompletableFuture<Void> output =
                    other.master().onOutput(bytes -> take(bytes, text, answer), Delivery.AT_ONCE);
            other.master().write("go\r");
            assertThat(answer).succeedsWithin(TestLimits.SOON);
            assertThat(endlessOutput).isNotDone();
            assertThat(output).isNotDone();
        }
    }

    private static void append(ByteBuffer bytes, ByteArrayOutputStream text) {
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        text.writeBytes(piece);
    }

    private static void take(ByteBuffer bytes, ByteArrayOutputStream text, CompletableFuture<String> answer) {
        append(bytes, text);
        String all = text.toString(StandardCharsets.ISO_8859_1);
        if (all.contains("done")) {
            answer.complete(all);
        }
    }

    @Test
    @DisplayName("IO-16: a subscriber may close its session in the poller's thread")
    void closesFromTheSubscriber() throws Exception {
        try (PtySession session = shell("echo done; read end")) {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            CompletableFuture<Void> output = session.master()
                    .onOutput(
                            bytes -> {
                                try {
                                    session.master().close();
                                    closed.complete(null);
                                } catch (PtyException e) {
                                    closed.completeExceptionally(e);
                                }
                            },
                            Delivery.AT_ONCE);
            assertThat(closed).succeedsWithin(TestLimits.SOON);
            assertThat(output).failsWithin(TestLimits.SOON);
        }
    }
}
