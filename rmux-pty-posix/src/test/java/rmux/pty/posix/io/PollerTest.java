// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.posix.TestLimits;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

class PollerTest {

    private final LibC libC = NativeAccess.libC();
    private Thread thread;
    private Poller poller;

    /** The ways in which a poller waits. */
    enum Way {
        EPOLL {
            @Override
            EventSet set(LibC libC) throws PtyException {
                return EventSet.open(libC);
            }
        },
        POLL {
            @Override
            EventSet set(LibC libC) throws PtyException {
                return new PollSet(libC);
            }
        };

        abstract EventSet set(LibC libC) throws PtyException;
    }

    private void start(Way way) throws PtyException {
        poller = Poller.start(libC, () -> way.set(libC));
    }

    @Test
    @DisplayName("epoll is used where it is there, poll where the kernel or a sandbox refuses epoll")
    void fallback() throws Exception {
        assertThat(EventSet.open(libC)).isInstanceOf(EpollSet.class);
        for (String call : List.of("epoll_create1", "epoll_ctl", "epoll_wait")) {
            for (Errno refusal : List.of(Errno.ENOSYS, Errno.EPERM, Errno.EACCES)) {
                assertThat(EventSet.open(
                                new AlteredLibC().failing(call, refusal).build()))
                        .isInstanceOf(PollSet.class);
            }
        }
        LibC full = new AlteredLibC().failing("epoll_create1", Errno.EMFILE).build();
        assertThatThrownBy(() -> EventSet.open(full))
                .hasMessageContaining("epoll_create1")
                .hasMessageContaining("EMFILE (24)");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with nothing to watch, the thread waits in Java, where it does not hold up System.exit")
    void parksWhenNothingIsWatched(Way way) throws Exception {
        start(way);
        try (OwnedDescriptor event = event(0)) {
            Poller.Watch watch = poller.onReadable(event, () -> true);
            awaitState(Thread.State.RUNNABLE); // in the kernel
            watch.close();
            awaitState(Thread.State.TIMED_WAITING);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a watch that comes when the thread is parked is served, and the next one too")
    void servesAfterParking(Way way) throws Exception {
        start(way);
        for (int i = 0; i < 3; i++) {
            CountDownLatch told = new CountDownLatch(1);
            try (OwnedDescriptor event = event(1);
                    Poller.Watch watch = poller.onReadable(event, () -> countDown(told))) {
                assertThat(watch).isNotNull();
                assertThat(told.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            awaitState(Thread.State.TIMED_WAITING);
        }
    }

    private static boolean countDown(CountDownLatch latch) {
        latch.countDown();
        return true;
    }

    private static boolean release(Semaphore semaphore) {
        semaphore.release();
        return true;
    }

    @Test
    @DisplayName(
            "LIFE-11: the thread ends when nothing has been watched for a while, and another one starts when needed")
    void endsWhenIdle() throws Exception {
        start(Way.EPOLL);
        for (int i = 0; i < 2; i++) {
            Semaphore told = new Semaphore(0);
            Thread running;
            try (OwnedDescriptor event = event(1);
                    Poller.Watch watch = poller.onReadable(event, () -> release(told))) {
                assertThat(watch).isNotNull();
                assertThat(acquire(told)).isTrue();
                running = Objects.requireNonNull(poller.thread());
            }
            running.join(TestLimits.SOON.toMillis());
            assertThat(running.isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("EXIT-09: an action that returns false is called again, without a new event, until it returns true")
    void retries() throws Exception {
        start(Way.EPOLL);
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        try (OwnedDescriptor event = event(1);
                Poller.Watch watch = poller.onReadable(event, () -> calls.incrementAndGet() >= 3 && countDown(done))) {
            assertThat(watch).isNotNull();
            assertThat(done.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(calls).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"EBADF", "EINVAL", "ENOMEM"})
    @DisplayName(
            "LIFE-08: a set whose wait goes on failing is replaced, and what was watched in it is watched in the new one")
    void brokenSet(Errno failure) throws Exception {
        AlteredLibC altered = new AlteredLibC();
        LibC breaking = altered.build();
        poller = Poller.start(breaking);
        Semaphore told = new Semaphore(0);
        try (OwnedDescriptor event = event(0);
                Poller.Watch watch = poller.onReadable(event, () -> release(told))) {
            assertThat(watch).isNotNull();
            altered.failing("epoll_wait", failure);
            raise(event);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            altered.failing("epoll_create1", Errno.EPERM);
            lower(event);
            raise(event);
            assertThat(acquire(told)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a handler that asks again is called for as long as there is something, and not when it no longer asks")
    void asksAgain(Way way) throws Exception {
        start(way);
        AtomicInteger calls = new AtomicInteger();
        Semaphore told = new Semaphore(0);
        AtomicReference<Poller.Watch> watch = new AtomicReference<>();
        try (OwnedDescriptor event = event(0)) {
            watch.set(poller.watch(event.number(), 0, events -> {
                if (calls.incrementAndGet() % 3 != 0) {
                    arm(watch.get());
                } else {
                    told.release();
                }
                return true;
            }));
            for (int round = 1; round <= 3; round++) {
                arm(watch.get());
                raise(event);
                assertThat(acquire(told)).isTrue();
                // Whatever else is served now is served after the third call, which has not asked.
                try (OwnedDescriptor other = event(1);
                        Poller.Watch later = poller.onReadable(other, () -> release(told))) {
                    assertThat(later).isNotNull();
                    assertThat(acquire(told)).isTrue();
                }
                assertThat(calls).hasValue(3 * round);
                lower(event);
            }
            watch.get().close();
        }
    }

    private static void arm(Poller.Watch watch) {
        try {
            watch.arm(EventSet.READABLE);
        } catch (PtyException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("LIFE-08: a thread that is refused fails the call that needed it, and the next call gets one")
    void refusedThread() throws Exception {
        start(Way.EPOLL);
        Semaphore told = new Semaphore(0);
        try (OwnedDescriptor event = event(1)) {
            LibraryThreads.startBy(refused -> {
                throw new OutOfMemoryError("unable to create native thread");
            });
            try {
                assertThatThrownBy(() -> poller.onReadable(event, () -> true))
                        .isInstanceOf(PtyException.class)
                        .hasMessageContaining("no thread can be started");
            } finally {
                LibraryThreads.startBy(null);
            }
            Poller.Watch watch = poller.onReadable(event, () -> release(told));
            assertThat(acquire(told)).isTrue();
            watch.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a watch tells once for each arming, and not at all while it is not armed")
    void oneShot(Way way) throws Exception {
        start(way);
        Semaphore told = new Semaphore(0);
        Semaphore other = new Semaphore(0);
        try (OwnedDescriptor event = event(1);
                OwnedDescriptor later = event(0);
                Poller.Watch watch = poller.watch(event.number(), EventSet.READABLE, events -> release(told));
                Poller.Watch another = poller.watch(later.number(), EventSet.READABLE, events -> release(other))) {
            for (int i = 0; i < 3; i++) {
                assertThat(acquire(told)).isTrue();
                raise(later); // had the first one told twice, then before this one
                assertThat(acquire(other)).isTrue();
                assertThat(told.availablePermits()).isZero();
                lower(later);
                another.arm(EventSet.READABLE);
                watch.arm(EventSet.READABLE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a handler that fails, even for lack of memory, does not end the thread that everybody depends on")
    void failingHandler(Way way) throws Exception {
        start(way);
        Semaphore failed = new Semaphore(0);
        Semaphore told = new Semaphore(0);
        try (OwnedDescriptor first = event(1);
                OwnedDescriptor second = event(1);
                OwnedDescriptor third = event(1)) {
            Poller.Watch one = poller.watch(first.number(), EventSet.READABLE, events -> {
                failed.release();
                throw new IllegalStateException("of a test");
            });
            Poller.Watch other = poller.watch(second.number(), EventSet.READABLE, events -> {
                failed.release();
                throw new OutOfMemoryError("of a test");
            });
            assertThat(failed.tryAcquire(2, TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            Poller.Watch next = poller.watch(third.number(), EventSet.READABLE, events -> release(told));
            assertThat(acquire(told)).isTrue();
            next.close();
            other.close();
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "watches that come and go from many threads are each served, and a closed one is notified of nothing more")
    void manyThreads(Way way) throws Exception {
        start(way);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> works = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                works.add(threads.submit(() -> comeAndGo(100)));
            }
            for (Future<?> work : works) {
                work.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        awaitState(Thread.State.TIMED_WAITING);
    }

    private Void comeAndGo(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Semaphore told = new Semaphore(0);
            try (OwnedDescriptor event = event(0)) {
                Poller.Watch watch = poller.onReadable(event, () -> release(told));
                raise(event);
                assertThat(acquire(told)).isTrue();
                lower(event);
                watch.arm(EventSet.READABLE);
                watch.close();
                raise(event);
            }
            assertThat(told.availablePermits()).isZero();
        }
        return null;
    }

    private static boolean acquire(Semaphore told) throws InterruptedException {
        return told.tryAcquire(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void raise(OwnedDescriptor event) {
        try (NativeBlock one = new NativeBlock(libC, Long.BYTES)) {
            one.bytes().putLong(0, 1);
            assertThat(libC.write(event.number(), one.address(), Long.BYTES)).isEqualTo(Long.BYTES);
        }
    }

    private void lower(OwnedDescriptor event) {
        try (NativeBlock count = new NativeBlock(libC, Long.BYTES)) {
            assertThat(libC.read(event.number(), count.address(), Long.BYTES)).isEqualTo(Long.BYTES);
        }
    }

    private OwnedDescriptor event(int initial) throws Exception {
        return new OwnedDescriptor(
                libC,
                "eventfd",
                libC.eventfd(initial, libC.platform().flags(Constant.EFD_CLOEXEC, Constant.EFD_NONBLOCK)));
    }

    /** The state of a thread cannot be waited for, only looked at. */
    private void awaitState(Thread.State state) {
        thread = Objects.requireNonNull(poller.thread());
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (thread.getState() != state && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(thread.getState()).isEqualTo(state);
    }
}
