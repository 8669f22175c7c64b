// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.Closing;
import rmux.pty.api.PtySignal;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.waiting.Deadline;

/**
 * Ends one program after its terminal has been hung up, in steps that do not block.
 *
 * <p>First it waits for what the hang-up ends: the program and, with {@link Closing#END_TREE}, what it started. What is still
 * alive after the grace period is killed, and looked for again until it is gone. A step that fails is repeated at the next
 * look; its failure is kept.
 */
final class ChildEnding {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    /** How long what was killed may take to disappear before closing goes on without it: a generous multiple of usual. */
    private static final long KILL_PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Children.Child child;
    private final boolean endsTree;
    private final long killTime;
    private long giveUpTime;
    private long pause = FIRST_PAUSE;
    private boolean killed;
    private boolean finished;
    private @Nullable Throwable failure;

    /** The ending of a program whose terminal was hung up at {@code now}, as of {@link System#nanoTime}. */
    ChildEnding(Children.Child child, boolean hasTree, long now) {
        this.child = child;
        this.endsTree = hasTree && child.closing() == Closing.END_TREE;
        // A grace period of centuries is cut, so that the sums below do not overflow.
        long grace = Math.min(Deadline.nanos(child.hangupGrace()), Long.MAX_VALUE / 4);
        this.killTime = now + grace;
        this.giveUpTime = killTime + KILL_PATIENCE;
    }

    /** Takes a step; returns the nanoseconds until the next one is due, or 0 if there is nothing left to do. */
    long step(long now) {
        if (finished) {
            return 0;
        }
        boolean force = now - killTime >= 0;
        if (isGone(force) || now - giveUpTime >= 0) {
            finish();
            return 0;
        }
        if (force && !killed) {
            killed = true;
            pause = FIRST_PAUSE;
        }
        long due = force ? pause : Math.min(pause, Math.max(FIRST_PAUSE, killTime - now));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        return due;
    }

    private boolean isGone(boolean force) {
        try {
            boolean exited = child.watch().collect();
            if (!exited && !force) {
                return false;
            }
            if (endsTree) {
                return child.tree().isGone(force) && child.watch().collect();
            }
            if (!exited) {
                child.watch()
                        .ifRunning(
                                control -> {
                                    control.signalLeader(PtySignal.KILL);
                                    return true;
                                },
                                false);
            }
            return child.watch().collect();
        } catch (OutOfMemoryError e) {
            failure = e;
            giveUpTime = Math.max(giveUpTime, System.nanoTime() + KILL_PATIENCE); // the program had no chance meanwhile
            return false;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    private void finish() {
        finished = true;
        if (!child.watch().isGone()) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} is still there after it was killed",
                    child.watch().name());
        }
        try {
            child.tree().close();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** What went wrong, if that is so. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
