// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

@Timeout(60)
class ExaminationTest {

    private static final Patience NO_PAUSE =
            new Patience(TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(30), 0);

    private static ProviderRegistry registry(Patience patience, Executor executor, PtyProvider... providers) {
        return new ProviderRegistry(
                List.of(providers).stream().map(ProviderSource::of).toList(), patience, executor);
    }

    /** Fails with one error, a number of times, and then answers. */
    private static final class Recovering extends TestProvider {
        final AtomicInteger asked = new AtomicInteger();
        private final Error failure;
        private final int failures;

        Recovering(Error failure, int failures) {
            super("recovering", 1);
            this.failure = failure;
            this.failures = failures;
        }

        @Override
        protected Availability probe() {
            if (asked.incrementAndGet() <= failures) {
                throw failure;
            }
            return Availability.available();
        }
    }

    @Test
    @DisplayName(
            "META-05: want of memory or stack passes, and the provider is asked again until it answers, then never")
    void passing() {
        for (Error failure : List.of(
                new OutOfMemoryError("unable to create native thread"),
                new StackOverflowError(),
                new ExceptionInInitializerError(new StackOverflowError()))) {
            Recovering provider = new Recovering(failure, 2);
            ProviderRegistry registry = registry(NO_PAUSE, LibraryExecutor.SHARED, provider);

            assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.BROKEN);
            assertThat(registry.report().candidates().get(0).remedy()).isEqualTo("it is asked again later");
            assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.AVAILABLE);
            registry.report();
            assertThat(provider.asked).hasValue(3);
        }
    }

    @Test
    @DisplayName("META-05: an unavailability that came of want of memory is not remembered either")
    void unavailableForWantOfMemory() {
        AtomicInteger asked = new AtomicInteger();
        PtyProvider provider = new TestProvider("late", 1) {
            @Override
            protected Availability probe() {
                return asked.incrementAndGet() == 1
                        ? Availability.unavailable("no memory", "", new RuntimeException(new OutOfMemoryError("full")))
                        : Availability.available();
            }
        };
        ProviderRegistry registry = registry(NO_PAUSE, LibraryExecutor.SHARED, provider);

        assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.AVAILABLE);
    }

    @Test
    @DisplayName("META-05: a lasting failure is remembered")
    void lasting() {
        Recovering provider = new Recovering(new NoClassDefFoundError("gone"), 1);
        ProviderRegistry registry = registry(NO_PAUSE, LibraryExecutor.SHARED, provider);

        registry.report();
        assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(provider.asked).hasValue(1);
    }

    @Test
    @DisplayName("META-05: after a passing failure a provider is left alone for a while")
    void pause() {
        Recovering provider = new Recovering(new OutOfMemoryError("full"), 1);
        Patience patience = new Patience(0, TimeUnit.SECONDS.toNanos(30), TimeUnit.HOURS.toNanos(1));
        ProviderRegistry registry = registry(patience, LibraryExecutor.SHARED, provider);

        registry.report();
        registry.report();
        assertThat(provider.asked).hasValue(1);
    }

    @Test
    @DisplayName("META-05: an executor that fails counts as a passing failure")
    void refusedThread() {
        AtomicInteger refusals = new AtomicInteger();
        Executor executor = task -> {
            if (refusals.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        };
        ProviderRegistry registry = registry(NO_PAUSE, executor, new TestProvider("good", 1));

        assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(registry.report().candidates().get(0).verdict()).isEqualTo(Verdict.AVAILABLE);
    }

    @Test
    @DisplayName("META-05: one that hangs is not called a second time, and is used once it answers")
    void late() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        PtyProvider slow = new TestProvider("slow", 9) {
            @Override
            protected Availability probe() {
                threads.add(Thread.currentThread());
                awaitQuietly(answer);
                return Availability.available();
            }

            @Override
            protected Availability availabilityFor(PtyCommand command) {
                return Availability.available();
            }
        };
        PtyProvider good = new TestProvider("good", 1);
        ProviderRegistry registry = registry(NO_PAUSE, LibraryExecutor.SHARED, slow, good);
        ProviderSelection selection = new ProviderSelection(registry);

        assertThat(selection.select(PtyCommand.of("tool"), "")).isSameAs(good);
        assertThat(selection.select(PtyCommand.of("tool"), "")).isSameAs(good);
        answer.countDown();
        assertThat(registry.report().candidates().get(0).name()).isEqualTo("slow");
        assertThat(selection.select(PtyCommand.of("tool"), "")).isSameAs(slow);
        assertThat(threads).hasSize(1);
    }

    @Test
    @DisplayName("META-05: one of lower priority is not waited for at all")
    void lowerPriority() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        PtyProvider slow = new TestProvider("slow", 1) {
            @Override
            protected Availability probe() {
                awaitQuietly(answer);
                return Availability.available();
            }
        };
        PtyProvider good = new TestProvider("good", 2);
        Patience patience = new Patience(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(1), 0);
        ProviderSelection selection = new ProviderSelection(registry(patience, LibraryExecutor.SHARED, slow, good));

        assertThat(selection.select(PtyCommand.of("tool"), "")).isSameAs(good);
        answer.countDown();
    }

    @Test
    @DisplayName("META-05: one of lower priority is waited for if those before it do not take the command")
    void onlyOneThatTakes() {
        CountDownLatch refused = new CountDownLatch(1);
        PtyProvider refusing = new TestProvider("refusing", 2) {
            @Override
            protected Availability availabilityFor(PtyCommand command) {
                refused.countDown();
                return Availability.unavailable("not for this", "");
            }
        };
        PtyProvider slow = new TestProvider("slow", 1) {
            @Override
            protected Availability probe() {
                awaitQuietly(refused);
                return Availability.available();
            }
        };
        ProviderSelection selection = new ProviderSelection(registry(NO_PAUSE, LibraryExecutor.SHARED, refusing, slow));

        assertThat(selection.select(PtyCommand.of("tool"), "")).isSameAs(slow);
    }

    @Test
    @DisplayName("META-05: providers are asked in daemon threads without the caller's class loader")
    void thread() {
        AtomicReference<Thread> seen = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>(getClass().getClassLoader());
        PtyProvider provider = new TestProvider("good", 1) {
            @Override
            protected Availability probe() {
                seen.set(Thread.currentThread());
                loader.set(Thread.currentThread().getContextClassLoader());
                return Availability.available();
            }
        };
        registry(NO_PAUSE, LibraryExecutor.SHARED, provider).report();

        assertThat(seen.get().isDaemon()).isTrue();
        assertThat(seen.get().getName()).startsWith("rmux-pty-");
        assertThat(loader.get()).isNull();
    }

    @Test
    @DisplayName("META-05: an interrupt while providers are asked is kept for the caller")
    void interrupted() {
        Thread.currentThread().interrupt();
        registry(NO_PAUSE, LibraryExecutor.SHARED, new TestProvider("good", 1)).report();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
