// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends something that takes too long, in a thread that all share and that ends when idle. */
final class Watchdog implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor TIMER = timer("rmux-remote-limits");

    private final Runnable abort;
    private volatile boolean barked;
    private volatile ScheduledFuture<?> pending;

    @SuppressWarnings("ThisEscapedInObjectConstruction") // the timer calls nothing before the limit
    private Watchdog(Duration limit, Runnable abort) {
        this.abort = abort;
        this.pending = TIMER.schedule(this::bark, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Watchdog start(Duration limit, Runnable abort) {
        return new Watchdog(limit, abort);
    }

    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> RemoteThreads.create(task, name));
        timer.setKeepAliveTime(3, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private void bark() {
        barked = true;
        abort.run();
    }

    boolean hasBarked() {
        return barked;
    }

    @Override
    public void close() {
        pending.cancel(false);
    }
}
