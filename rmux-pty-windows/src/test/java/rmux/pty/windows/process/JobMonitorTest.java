// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Who is told of the end of a job. */
class JobMonitorTest {

    private static final long LIMIT_SECONDS = 30;

    private final SimulatedWin32 windows = new SimulatedWin32();
    private final JobMonitor ends = new JobMonitor(windows);

    @Test
    @DisplayName("LIFE-07: of a job that cannot be watched nothing is held")
    void cannotBeWatched() throws Exception {
        JobObject job = JobObject.create(windows, false);
        WeakReference<Runnable> action = failedWatch(job);

        long end = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (action.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(action.get()).isNull();
        job.close();
    }

    private WeakReference<Runnable> failedWatch(JobObject job) {
        StringBuilder told = new StringBuilder();
        Runnable action = () -> told.append("told");
        windows.fail("SetInformationJobObject", 1, 5);
        assertThatThrownBy(() -> ends.onEnd(job, action))
                .hasMessageContaining("SetInformationJobObject failed: ERROR_ACCESS_DENIED (5)");
        assertThat(told).isEmpty();
        return new WeakReference<>(action);
    }
}
