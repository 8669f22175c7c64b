// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExitFutureTest {

    private static final int BLOCKED = 16;

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final ScriptedChild child = new ScriptedChild();

    @Test
    @DisplayName(
            "IO-16: sixteen dependents of onExit() that block hold up neither the exit nor another session's onExit()")
    void blocked() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(BLOCKED);
        try (PtySession session = ScriptedProvider.session(terminal, child)) {
            for (int i = 0; i < BLOCKED; i++) {
                CompletableFuture<Void> dependent = session.child().onExit().thenRun(() -> {
                    blocked.countDown();
                    awaitQuietly(end);
                });
                assertThat(dependent).isNotDone();
            }
            child.exit(new ExitStatus.Exited(3));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(session.child().onExit().get(10, TimeUnit.SECONDS)).isEqualTo(new ExitStatus.Exited(3));
        } finally {
            end.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("EXIT-11: an onExit() future keeps its session until it completes, and no longer")
    void future() throws Exception {
        CompletableFuture<ExitStatus> exit = futureOfDroppedSession();
        collectGarbage();
        assertThat(terminal.closes()).isZero();
        child.exit(new ExitStatus.Exited(0));
        assertThat(exit.get(10, TimeUnit.SECONDS)).isEqualTo(new ExitStatus.Exited(0));
        assertThatTerminalIsClosedByGarbageCollection();
    }

    private CompletableFuture<ExitStatus> futureOfDroppedSession() throws PtyException {
        return ScriptedProvider.session(terminal, child).child().onExit();
    }

    @Test
    @DisplayName("EXIT-11: a subscription keeps its session until it completes, with and without demand")
    void subscription() throws Exception {
        for (int demand : new int[] {0, 1}) {
            ScriptedTerminal own = new ScriptedTerminal();
            Counter counter = new Counter(demand);
            subscribeAndDrop(own, counter);
            collectGarbage();
            assertThat(own.closes()).isZero();
            own.print("x");
            if (demand > 0) {
                assertThat(counter.next.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    @DisplayName("LIFE-04: a session whose subscription was canceled is cleaned up once it is unreachable")
    void canceled() throws Exception {
        Counter counter = new Counter(1);
        subscribeAndDrop(terminal, counter);
        java.util.Objects.requireNonNull(counter.subscription).cancel();
        counter.subscription = null;
        assertThatTerminalIsClosedByGarbageCollection();
    }

    private void subscribeAndDrop(ScriptedTerminal own, Counter counter) throws PtyException {
        ScriptedProvider.session(own, new ScriptedChild()).master().publisher().subscribe(counter);
    }

    private static void collectGarbage() {
        for (int i = 0; i < 20; i++) {
            System.gc();
        }
    }

    private void assertThatTerminalIsClosedByGarbageCollection() {
        Instant limit = Instant.now().plus(TestLimits.SOON);
        while (terminal.closes() == 0 && Instant.now().isBefore(limit)) {
            System.gc();
        }
        assertThat(terminal.closes()).isEqualTo(1);
    }

    private static final class Counter implements Flow.Subscriber<ByteBuffer> {
        private final CountDownLatch next = new CountDownLatch(1);
        private final int demand;
        private volatile Flow.@org.jspecify.annotations.Nullable Subscription subscription;

        Counter(int demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (demand > 0) {
                given.request(demand);
            }
        }

        @Override
        public void onNext(ByteBuffer item) {
            next.countDown();
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
