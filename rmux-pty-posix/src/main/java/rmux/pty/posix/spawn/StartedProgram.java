// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.process.ExitWatch;
import rmux.pty.posix.process.PosixChild;

/**
 * A program from the moment when the system has started it until a session looks after it; ended and collected if none does.
 *
 * <p>Made before the program, so that whatever fails behind {@code posix_spawn}, lack of memory included, leads here.
 */
final class StartedProgram implements AutoCloseable {

    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LibC libC;

    // Looked up beforehand: when descriptors have run out, no class can be loaded that a clean-up needs.
    private final int killSignal;

    private volatile int pid;
    private @Nullable ExitWatch watch;
    private @Nullable PosixChild child;

    StartedProgram(LibC libC) {
        this.libC = libC;
        this.killSignal = libC.platform().signals().number(PtySignal.KILL);
    }

    /** Records the number, as soon as it is known. */
    void started(int number) {
        pid = number;
    }

    /** Takes over what notices the exit. */
    ExitWatch own(ExitWatch owned) {
        watch = owned;
        return owned;
    }

    /** Takes over the control of the program, and the watch with it. */
    PosixChild own(PosixChild owned) {
        child = owned;
        watch = null;
        return owned;
    }

    /** The program is in other hands, and everything else with it. */
    void handOver() {
        pid = 0;
        watch = null;
        child = null;
    }

    @Override
    public void close() throws PtyException {
        try {
            if (pid > 0) {
                end();
            }
        } finally {
            if (child != null) {
                child.close();
            } else if (watch != null) {
                watch.close();
            }
        }
    }

    /** Kills it once, and waits for it. A want of memory passes: the caller is on the way out with a failure anyway. */
    private void end() {
        boolean killed = false;
        boolean collected = false;
        while (!collected) {
            try {
                if (!killed) {
                    libC.kill(pid, killSignal);
                    killed = true;
                }
                collected = !Errno.EINTR.is(libC.waitpid(pid, 0, 0));
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        }
    }
}
