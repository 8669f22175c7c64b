// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;

/** The thread that every session depends on. */
class EventThreadTest {

    private static final long LIMIT_SECONDS = 30;

    private final FaultInjector faults = new FaultInjector();
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final EventThread events = new EventThread(task -> {
        Thread thread = faults.threads(Thread::new).newThread(task);
        made.add(thread);
        return thread;
    });

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("LIFE-08: an event that fails for lack of memory or stack runs again, and others are not held up")
    void wantOfMemory() throws Exception {
        events.hold();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        events.post(new EventThread.Event(() -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("Java heap space");
                case 2 -> throw new StackOverflowError();
                default -> told.countDown();
            }
        }));
        events.post(new EventThread.Event(other::countDown));
        await(other);
        await(told);
        assertThat(runs).hasValue(3);
        assertThat(made).hasSize(1);
        events.release();
    }

    @Test
    @DisplayName("LIFE-08: an event that throws anything else is over, and the thread goes on")
    void thrown() throws Exception {
        events.hold();
        AtomicInteger runs = new AtomicInteger();
        for (Throwable failure :
                List.of(new AssertionError("a"), new IllegalStateException("b"), new LinkageError("c"))) {
            events.post(new EventThread.Event(() -> {
                runs.incrementAndGet();
                EventThreadTest.<RuntimeException>sneak(failure);
            }));
        }
        CountDownLatch last = new CountDownLatch(1);
        events.post(new EventThread.Event(last::countDown));
        await(last);
        assertThat(runs).hasValue(3);
        assertThat(made).hasSize(1);
        events.release();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    @DisplayName("LIFE-08: a refused thread fails who wants to hold it, and nobody later")
    void refused() throws Exception {
        faults.fail(CallPattern.named(FaultInjector.THREAD_START).number(1), Failure.outOfThreads());
        assertThatThrownBy(events::hold).isInstanceOf(OutOfMemoryError.class);

        events.hold();
        CountDownLatch told = new CountDownLatch(1);
        events.post(new EventThread.Event(told::countDown));
        await(told);
        events.release();
    }

    @Test
    @DisplayName(
            "LIFE-11: the thread ends when nobody holds it any more, with no loader of a caller's, and is made anew")
    void endsWhenIdle() throws Exception {
        for (int round = 1; round <= 2; round++) {
            events.hold();
            assertThat(made).hasSize(round);
            Thread thread = made.get(round - 1);
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getContextClassLoader()).isNull();
            events.release();
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("a delayed event runs once its time has come, or when it is posted before; in order with others")
    void delayed() throws Exception {
        events.hold();
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch hurried = new CountDownLatch(1);
        EventThread.Event soon = new EventThread.Event(() -> {
            order.add("hurried");
            hurried.countDown();
        });
        long began = System.nanoTime();
        events.postLater(
                new EventThread.Event(() -> {
                    order.add("late");
                    late.countDown();
                }),
                TimeUnit.MILLISECONDS.toNanos(50));
        events.postLater(soon, TimeUnit.HOURS.toNanos(1));
        events.post(soon);
        await(hurried);
        await(late);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(order).containsExactly("hurried", "late");
        events.release();
    }
}
