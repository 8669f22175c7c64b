// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;

/** IO: subscribers, callbacks and executors of others, which may do anything. */
abstract class CallbackContract extends Contract {

    /** More than there are threads in anybody's pool, on a machine of few processors. */
    private static final int MANY = 16;

    private static final Duration LONG_GRACE = Duration.ofSeconds(5);

    CallbackContract(PtyProviderConformance subject) {
        super(subject);
    }

    /** What a subscriber throws, and where. */
    private static final class Throwing extends OutputSubscriber {
        private final boolean atOnce;

        Throwing(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (atOnce) {
                throw new IllegalStateException("thrown by a subscriber of the test");
            }
            super.onSubscribe(subscription);
        }

        @Override
        public synchronized void onNext(ByteBuffer output) {
            throw new AssertionError("thrown by a subscriber of the test");
        }
    }

    @Rule("IO-16")
    void outputCanBeReadAfterASubscriberThatThrows() throws Exception {
        for (boolean atOnce : new boolean[] {true, false}) {
            try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
                try {
                    talk.master().publisher().subscribe(new Throwing(atOnce));
                } catch (IllegalStateException asThrown) {
                    assertTrue(atOnce, "what onNext throws must not reach the caller of subscribe()");
                }
                talk.send("x");
                assertReadable(talk);
            }
        }
    }

    /** The subscriber may have got some of the output; then comes what is written until a read gets something. */
    private void assertReadable(Conversation talk) {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        await(
                () -> {
                    try {
                        talk.send("y");
                        return talk.master().tryRead(buffer.clear()) > 0;
                    } catch (IllegalStateException stillClaimed) {
                        return false;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                () -> "after a subscriber that failed, nobody can read the output");
    }

    @Rule("IO-16")
    void outputCanBeReadAfterAnExecutorThatThrows() throws Exception {
        Map<String, Executor> executors = new LinkedHashMap<>();
        executors.put("refuses", task -> {
            throw new RejectedExecutionException("thrown by an executor of the test");
        });
        executors.put("fails", task -> {
            throw new IllegalStateException("thrown by an executor of the test");
        });
        executors.put("has an Error", task -> {
            throw new AssertionError("thrown by an executor of the test");
        });
        for (Executor executor : executors.values()) {
            try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
                OutputSubscriber subscriber = new OutputSubscriber();
                try {
                    talk.master().publisher(executor).subscribe(subscriber);
                } catch (RuntimeException | AssertionError asThrown) {
                    assertTrue(String.valueOf(asThrown.getMessage()).contains("of the test"), asThrown::toString);
                }
                assertReadable(talk);
            }
        }
    }

    @Rule(value = "IO-16", needs = "TERMINAL_MODES") // a line discipline echoes although the program does not read
    void subscriberThatClosesItsSessionDelaysNobody() throws Exception {
        try (Conversation slow = start(programs().ignoringHangup().withHangupGrace(LONG_GRACE))
                        .awaitReady();
                Conversation other = start(programs().copy()).awaitReady().settle()) {
            CountDownLatch closing = new CountDownLatch(1);
            slow.master().publisher(Runnable::run).subscribe(new OutputSubscriber() {
                @Override
                public synchronized void onNext(ByteBuffer output) {
                    closing.countDown();
                    closeQuietly(slow);
                }
            });
            slow.send("x");
            assertTrue(closing.await(limit().toMillis(), TimeUnit.MILLISECONDS), "the subscriber got nothing");
            CompletableFuture<Void> got = new CompletableFuture<>();
            other.master().publisher(Runnable::run).subscribe(new OutputSubscriber() {
                @Override
                public synchronized void onNext(ByteBuffer output) {
                    got.complete(null);
                }
            });
            long start = System.nanoTime();
            other.send("x");
            got.get(limit().toMillis(), TimeUnit.MILLISECONDS);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(
                    millis < LONG_GRACE.toMillis() / 2,
                    () -> "another session's output came after " + millis + " ms, while a subscriber closed its own");
        }
    }

    private static void closeQuietly(Conversation talk) {
        try {
            talk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Rule(value = "IO-16", needs = "FAITHFUL_OUTPUT") // compares the bytes
    void subscribersThatBlockHoldUpNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Conversation> talks = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            for (int i = 0; i < MANY; i++) {
                Conversation talk = start(programs().copy()).awaitReady().settle();
                talks.add(talk);
                talk.master().publisher().subscribe(new OutputSubscriber() {
                    @Override
                    public synchronized void onNext(ByteBuffer output) {
                        awaitUninterruptibly(release);
                    }
                });
                talk.send("x");
            }
            workers.start(() -> assertEquals("text of another", outputBySubscriber("text of another")))
                    .await(limit());
        } finally {
            release.countDown();
            for (Conversation talk : talks) {
                talk.close();
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String outputBySubscriber(String text) throws Exception {
        try (Conversation talk = start(programs().print(text))) {
            OutputSubscriber subscriber = new OutputSubscriber();
            talk.master().publisher().subscribe(subscriber);
            return subscriber
                    .end()
                    .get(limit().toMillis(), TimeUnit.MILLISECONDS)
                    .strip();
        }
    }

    @Rule("IO-16")
    void dependentsOfAnExitThatBlockHoldUpNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Conversation> talks = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Conversation talk = start(programs().waiting()).awaitReady();
                talks.add(talk);
                CompletableFuture<Void> unused = talk.child().onExit().thenRun(() -> awaitUninterruptibly(release));
                talk.child().signalLeader(PtySignal.KILL);
            }
            try (Conversation other = start(programs().exit(7))) {
                CompletableFuture<ExitStatus> told = other.child().onExit().thenApply(status -> status);
                assertEquals(new ExitStatus.Exited(7), told.get(limit().toMillis(), TimeUnit.MILLISECONDS));
            }
        } finally {
            release.countDown();
            for (Conversation talk : talks) {
                talk.close();
            }
        }
    }

    @Rule(value = "IO-16", needs = "FAITHFUL_OUTPUT") // compares the bytes
    void outputIsDeliveredWhereTheCommonPoolHasNoThreads() throws Exception {
        List<String> seen = new HelperJvm(subject())
                .jvmArguments("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
                .run(HelperTask.SUBSCRIBE);
        assertEquals(List.of("text for a subscriber"), seen, "what a subscriber got");
    }
}
