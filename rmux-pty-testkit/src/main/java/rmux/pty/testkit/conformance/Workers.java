// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Threads of a test, which are interrupted at its end: virtual ones if the test runs on one, or else daemons. */
final class Workers implements AutoCloseable {

    /** How often a thread is seen at the same place before it counts as blocked there; the looks are 5 ms apart. */
    private static final int TIMES_SEEN = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The CPU time of a thread that is virtual or has ended, and of all where the JVM does not measure it. */
    private static final long UNKNOWN = -1;

    private final ExecutorService executor;

    Workers(int count) {
        this(count, VirtualThreads.isCurrent() ? VirtualThreads.factory() : Workers::daemon);
    }

    private Workers(int count, ThreadFactory factory) {
        executor = Executors.newFixedThreadPool(count, factory);
    }

    static Workers onPlatformThreads(int count) {
        return new Workers(count, Workers::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "conformance-worker");
        thread.setDaemon(true);
        return thread;
    }

    interface Task {
        void run() throws Exception;
    }

    /** What a thread is doing. */
    static final class Work {
        private final Future<?> future;
        private final CompletableFuture<Thread> thread;

        private Work(Future<?> future, CompletableFuture<Thread> thread) {
            this.future = future;
            this.thread = thread;
        }

        /** Waits for its end; what it threw is thrown here. */
        void await(Duration limit) throws Exception {
            try {
                future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new AssertionError("a thread of the test failed: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                StackTraceElement[] where = thread.join().getStackTrace();
                fail("a thread of the test did not end within " + limit.toMillis() + " ms; it is "
                        + (where.length == 0 ? "nowhere" : "at " + where[0] + " below " + where[where.length / 2]));
            }
        }

        boolean isDone() {
            return future.isDone();
        }

        void interrupt() {
            thread.join().interrupt();
        }

        /** Waits until the thread waits for something: it is seen at the same place several times in a row. */
        void awaitBlocked(Contract contract) {
            Thread running = thread.join();
            List<StackTraceElement> place = new ArrayList<>();
            AtomicInteger times = new AtomicInteger();
            AtomicLong used = new AtomicLong(UNKNOWN);
            contract.await(
                    () -> {
                        List<StackTraceElement> now = List.of(running.getStackTrace());
                        long cpu = THREADS.getThreadCpuTime(running.getId());
                        boolean idle = cpu != UNKNOWN && used.getAndSet(cpu) == cpu;
                        boolean same = (isBlocked(running, now) || idle) && now.equals(place);
                        times.set(same ? times.get() + 1 : 0);
                        place.clear();
                        place.addAll(now);
                        return isDone() || times.get() >= TIMES_SEEN;
                    },
                    () -> "the thread never came to wait");
        }

        /**
         * A thread that is blocked in a native call counts as running, so that its place tells. The Foreign Function &amp; Memory
         * API hides that place; then it tells that the thread uses no CPU, as even being looked at would make it in Java.
         */
        private static boolean isBlocked(Thread running, List<StackTraceElement> place) {
            Thread.State state = running.getState();
            return state == Thread.State.WAITING
                    || state == Thread.State.TIMED_WAITING
                    || (!place.isEmpty() && place.get(0).isNativeMethod());
        }
    }

    Work start(Task task) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<?> future = executor.submit(() -> {
            thread.complete(Thread.currentThread());
            task.run();
            return null;
        });
        return new Work(future, thread);
    }

    /** Runs a task in each of several threads, all let go at once, and waits for them. */
    static void together(int count, Duration limit, Task task) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        try (Workers workers = new Workers(count)) {
            Work[] works = new Work[count];
            for (int i = 0; i < count; i++) {
                works[i] = workers.start(() -> {
                    ready.countDown();
                    ready.await();
                    task.run();
                });
            }
            for (Work work : works) {
                work.await(limit);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
