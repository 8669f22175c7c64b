// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which exits and completions of all sessions are dealt with.
 *
 * <p>The callbacks of registered waits hand over to it: they run in a thread that serves many waits, which must not be held
 * up, and in which a wait cannot be unregistered for good.
 */
public final class EventThread implements Executor {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "rmux-pty-windows-events");
                thread.setDaemon(true);
                return thread;
            });

    /** A thread that is started at the first event, and ends when there was none for a while. */
    public EventThread() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable event) {
        executor.execute(() -> {
            try {
                event.run();
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.ERROR, "an event of a terminal could not be dealt with", e);
            }
        });
    }
}
