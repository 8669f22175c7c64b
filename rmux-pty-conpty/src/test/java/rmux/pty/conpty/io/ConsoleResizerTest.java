// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.windows.simulated.SimulatedWin32;

/** A host that does not take a size. */
class ConsoleResizerTest {

    private static final long LIMIT_SECONDS = 30;
    private static final Duration PATIENT = Duration.ofHours(1);

    private final SimulatedWin32 windows = new SimulatedWin32();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Integer> applied = new CopyOnWriteArrayList<>();
    private final ConsoleResizer resizer = new ConsoleResizer(windows, this::apply, Thread::new, PATIENT);

    private int apply(int size) {
        applied.add(size);
        inside.countDown();
        return await(released) ? 0 : -1;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins to set a size; returns once the caller waits for the outcome. */
    private FutureTask<OptionalInt> waiting(int size) {
        FutureTask<OptionalInt> resized = new FutureTask<>(() -> resizer.resize(size));
        Thread thread = new Thread(resized, "resizing to " + size);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return resized;
    }

    @AfterEach
    void stop() {
        released.countDown();
        resizer.stop();
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-01: who waits for a host that does not take a size is woken when the session is to be closed")
    void wake() throws Exception {
        FutureTask<OptionalInt> resized = waiting(1);
        assertThat(await(inside)).isTrue();

        resizer.wake();

        assertThat(resized.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    @DisplayName(
            "SIZE-05: of the sizes that come while the host takes another, the last alone is set, once, for all callers")
    void latest() throws Exception {
        List<FutureTask<OptionalInt>> resized = new ArrayList<>();
        resized.add(waiting(1));
        assertThat(await(inside)).isTrue();
        for (int size = 2; size <= 4; size++) {
            resized.add(waiting(size));
        }

        released.countDown();

        for (FutureTask<OptionalInt> outcome : resized) {
            assertThat(outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasValue(0);
        }
        assertThat(applied).containsExactly(1, 4);
    }
}
