// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.IOException;
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
    private final Look look;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Heartbeat heartbeat;

    /** What is looked at whenever the engine has answered. */
    interface Look {
        void look() throws IOException;
    }

    private Pulse(DockerEngine engine, Look look) {
        this.engine = engine;
        this.look = look;
    }

    static Pulse start(DockerEngine engine, Duration interval, Look look, Runnable lost) {
        Pulse pulse = new Pulse(engine, look);
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
            if (engine.answers()) {
                heard();
                look.look();
            }
        } catch (IOException e) {
            return; // the next answer is looked at again
        } finally {
            asking.set(false);
        }
    }

    /** Says that the engine has given a sign of life. */
    void heard() {
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.heard();
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
