// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.simulated.HostedConsole;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Who is notified of the end of a job. */
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

    /** The exit of a process is reported to the port of its job. */
    private static void exit(SimulatedWin32 windows, JobObject job) throws Exception {
        HostedConsole console = windows.hostConsole(1);
        SimulatedProcess process = windows.start(console, Optional.empty(), List.of(), () -> {});
        try (OwnedHandle handle = new OwnedHandle(windows, "OpenProcess", windows.handleOf(process))) {
            assertThat(job.assign(handle)).isZero();
        }
        windows.exit(process, 0);
    }

    @Test
    @DisplayName(
            "LIFE-08: a refused thread fails the session that asked, leaves nothing open, and the next one is notified")
    void refusedThread() throws Exception {
        FaultInjector faults = new FaultInjector();
        faults.fail(CallPattern.named(FaultInjector.THREAD_START).number(1), Failure.outOfThreads());
        JobMonitor monitor = new JobMonitor(windows, faults.threads(Thread::new));
        JobObject job = JobObject.create(windows, false);
        CountDownLatch ended = new CountDownLatch(1);

        assertThatThrownBy(() -> monitor.onEnd(job, ended::countDown)).isInstanceOf(OutOfMemoryError.class);
        assertThat(windows.open()).containsExactly("job");
        assertThat(windows.liveBlocks()).isZero();

        Cleanup.Step watch = monitor.onEnd(job, ended::countDown);
        exit(windows, job);
        assertThat(ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        watch.close();
        job.close();
    }

    @Test
    @DisplayName(
            "LIFE-08: listeners that throw, and a port that fails for a while, keep nobody else from being notified")
    void thrownErrors() throws Exception {
        windows.fail("GetQueuedCompletionStatus", 1, 31);
        JobObject bad = JobObject.create(windows, false);
        JobObject good = JobObject.create(windows, false);
        AtomicInteger thrown = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Cleanup.Step watchBad = ends.onEnd(bad, () -> {
            if (thrown.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for lack of memory, which passes");
            }
            again.countDown();
            throw new AssertionError("a broken listener");
        });
        Cleanup.Step watchGood = ends.onEnd(good, ended::countDown);

        exit(windows, bad);
        assertThat(again.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        exit(windows, good);

        assertThat(ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        watchBad.close();
        watchGood.close();
        bad.close();
        good.close();
    }

    @Test
    @DisplayName("LIFE-11: thread and port end when nobody watches, and a later session has new ones")
    void endsWhenIdle() throws Exception {
        for (int round = 1; round <= 2; round++) {
            JobObject job = JobObject.create(windows, false);
            CountDownLatch ended = new CountDownLatch(1);
            Cleanup.Step watch = ends.onEnd(job, ended::countDown);
            exit(windows, job);
            assertThat(ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            watch.close();
            job.close();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!windows.open().isEmpty() && System.nanoTime() - end < 0) {
                Thread.sleep(10);
            }
            assertThat(windows.open()).isEmpty();
            assertThat(windows.liveBlocks()).isZero();
            assertThat(windows.calls("CreateIoCompletionPort")).hasSize(round);
        }
    }
}
