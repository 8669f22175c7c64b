// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rmux.pty.remote.Heartbeat;
import rmux.pty.remote.RemoteThreads;

/** Asks an engine whether it is there: the stream of a program's output has no heartbeat of its own. */
final class Pulse implements AutoCloseable {

    private static final ExecutorService QUESTIONS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            3,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> RemoteThreads.create(task, "rmux-docker-heartbeat"));

    private final DockerEngine engine;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Heartbeat heartbeat;

    private Pulse(DockerEngine engine) {
        this.engine = engine;
    }

    static Pulse start(DockerEngine engine, Duration interval, Runnable lost) {
        Pulse pulse = new Pulse(engine);
        pulse.heartbeat = Heartbeat.start(interval, pulse::ask, lost);
        return pulse;
    }

    /** Asks in another thread; a question that is still unanswered counts again. */
    private boolean ask() {
        if (asking.compareAndSet(false, true)) {
            boolean begun = false;
            try {
                QUESTIONS.execute(this::question);
                begun = true;
            } catch (OutOfMemoryError e) {
                return false; // no thread now: nothing was asked
            } finally {
                if (!begun) {
                    asking.set(false);
                }
            }
        }
        return true;
    }

    private void question() {
        try {
            Heartbeat beats = heartbeat;
            if (engine.answers() && beats != null) {
                beats.heard();
            }
        } finally {
            asking.set(false);
        }
    }

    @Override
    public void close() {
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.close();
        }
    }
}
