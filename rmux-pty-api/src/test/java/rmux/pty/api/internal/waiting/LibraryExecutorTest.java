// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LibraryExecutorTest {

    private static final int BLOCKED = 16;

    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final LibraryExecutor executor = new LibraryExecutor(this::start);
    private volatile boolean refusing;

    private Throwable start(String name, long stackBytes, Runnable task) {
        if (refusing) {
            return new OutOfMemoryError("unable to create native thread");
        }
        Thread thread = LibraryThreads.create(name, stackBytes, task);
        started.add(thread);
        thread.start();
        return null;
    }

    private Thread threadOfTask() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        executor.execute(() -> ran.complete(Thread.currentThread()));
        return ran.get(10, TimeUnit.SECONDS);
    }

    private void block(int count, CountDownLatch until) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            executor.execute(() -> {
                blocked.countDown();
                awaitQuietly(until);
            });
        }
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("IO-16: a task runs while sixteen others block")
    void blocked() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        block(BLOCKED, end);
        assertThat(threadOfTask()).isNotSameAs(Thread.currentThread());
        end.countDown();
    }

    @Test
    @DisplayName(
            "LIFE-11: threads are daemons without a context class loader or the caller's thread locals, and end when idle")
    void threads() throws Exception {
        InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
        inheritable.set("the caller's");
        CompletableFuture<String> seen = new CompletableFuture<>();
        executor.execute(() -> seen.complete(String.valueOf(inheritable.get())));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("null");
        Thread thread = started.get(0);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(thread.isAlive()).isFalse();
        assertThat(threadOfTask()).isNotSameAs(thread);
    }

    @Test
    @DisplayName("LIFE-11: an interrupt and a context class loader that a task leaves behind do not reach the next one")
    void leftBehind() throws Exception {
        executor.execute(() -> {
            Thread.currentThread().interrupt();
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
            throw new AssertionError("a task that fails");
        });
        refusing = true; // so that the one thread there is takes the next task
        CompletableFuture<String> seen = new CompletableFuture<>();
        executor.execute(() -> seen.complete(Thread.currentThread().isInterrupted() + " "
                + Thread.currentThread().getContextClassLoader()));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("false null");
    }

    @Test
    @DisplayName(
            "LIFE-08: a task whose thread is refused waits for another thread, or runs in the calling one if there is none")
    void refused() throws Exception {
        refusing = true;
        assertThat(threadOfTask()).isSameAs(Thread.currentThread());
        refusing = false;
        CountDownLatch end = new CountDownLatch(1);
        block(1, end);
        refusing = true;
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        executor.execute(() -> waiting.complete(Thread.currentThread()));
        assertThat(waiting).isNotDone();
        end.countDown();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isSameAs(started.get(0));
    }

    @Test
    @DisplayName("LIFE-08: no task is lost and none runs twice when many threads submit and some starts are refused")
    void many() throws Exception {
        int submitters = 8;
        int each = 2_000;
        CountDownLatch ran = new CountDownLatch(submitters * each);
        for (int i = 0; i < submitters; i++) {
            new Thread(() -> {
                        for (int n = 0; n < each; n++) {
                            refusing = n % 7 == 0;
                            executor.execute(ran::countDown);
                        }
                    })
                    .start();
        }
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
