// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.TestLimits;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.lifecycle.OwnedFd;

class PollerTest {

    private final LibC libC = NativeAccess.libC();
    private Thread thread;
    private Poller poller;

    @BeforeEach
    void start() throws Exception {
        poller = Poller.start(libC);
        thread = poller.thread();
    }

    @Test
    @DisplayName("with nothing to watch, the thread waits in Java, where it does not hold up System.exit")
    void parksWhenNothingIsWatched() throws Exception {
        awaitState(Thread.State.WAITING);
        try (OwnedFd event = event(0)) {
            Poller.Watch watch = poller.onReadable(event, () -> {});
            awaitState(Thread.State.RUNNABLE); // in epoll_wait
            watch.close();
            awaitState(Thread.State.WAITING);
        }
    }

    @Test
    @DisplayName("a watch that comes when the thread is parked is served, and the next one too")
    void servesAfterParking() throws Exception {
        for (int i = 0; i < 3; i++) {
            awaitState(Thread.State.WAITING);
            CountDownLatch told = new CountDownLatch(1);
            try (OwnedFd event = event(1);
                    Poller.Watch watch = poller.onReadable(event, told::countDown)) {
                assertThat(watch).isNotNull();
                assertThat(told.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    private OwnedFd event(int initial) throws Exception {
        return new OwnedFd(libC, "eventfd", libC.eventfd(initial, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK));
    }

    /** The state of a thread cannot be waited for, only looked at. */
    private void awaitState(Thread.State state) {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (thread.getState() != state && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(thread.getState()).isEqualTo(state);
    }
}
