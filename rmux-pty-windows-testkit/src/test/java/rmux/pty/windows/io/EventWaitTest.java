// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Waiting for an event without a thread, as virtual threads and subscribers do. */
class EventWaitTest {

    private static final long LIMIT_SECONDS = 30;

    private final SimulatedWin32 windows = new SimulatedWin32();

    private OwnedHandle event() throws Exception {
        return new OwnedHandle(windows, "CreateEventW", windows.CreateEventW(true, false));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName(
            "IO-12: each signal runs the action that was set before it, by a wait that is registered anew each time")
    void again() throws Exception {
        OwnedHandle event = event();
        EventWait wait = new EventWait(windows, new EventThread(), event);
        for (int round = 0; round < 3; round++) {
            CountDownLatch ran = new CountDownLatch(1);
            wait.onSignal(ran::countDown);
            windows.SetEvent(event.value());
            await(ran);
            windows.ResetEvent(event.value());
        }
        assertThat(windows.calls("RegisterWaitForSingleObject")).hasSize(3);
        assertThat(windows.calls("UnregisterWaitEx")).hasSize(2);

        wait.close();
        event.close();
        assertThat(windows.open()).isEmpty();
        assertThat(windows.liveBlocks()).isZero();
    }

    @Test
    @DisplayName("an action replaces one that has not run, and no second wait is registered for it")
    void replaced() throws Exception {
        OwnedHandle event = event();
        EventWait wait = new EventWait(windows, new EventThread(), event);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        wait.onSignal(first::countDown);
        wait.onSignal(second::countDown);
        windows.SetEvent(event.value());
        await(second);
        assertThat(first.getCount()).isOne();
        assertThat(windows.calls("RegisterWaitForSingleObject")).hasSize(1);
        wait.close();
    }

    @Test
    @DisplayName("a blocking wait ends by its event, by the wake-up, and by its time, which is not cut short")
    void blocking() throws Exception {
        OwnedHandle event = event();
        EventWait wait = new EventWait(windows, new EventThread(), event);
        long began = System.nanoTime();
        wait.await(20_000_001);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(20_000_001);

        wait.wake();
        wait.await(Long.MAX_VALUE);
        began = System.nanoTime();
        wait.await(20_000_001);
        assertThat(System.nanoTime() - began).as("a wake-up ends one wait").isGreaterThanOrEqualTo(20_000_001);
        wait.wake();
        began = System.nanoTime();
        wait.awaitEvent(20_000_001);
        assertThat(System.nanoTime() - began).as("whatever the wake-up says").isGreaterThanOrEqualTo(20_000_001);
        windows.SetEvent(event.value());
        wait.awaitEvent(Long.MAX_VALUE);
        wait.close();
    }
}
