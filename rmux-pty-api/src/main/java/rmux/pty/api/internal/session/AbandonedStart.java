// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;

/** Ends and collects a program that was started in vain: no session came of it, and nobody else will collect its exit. */
final class AbandonedStart {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private AbandonedStart() {}

    /**
     * Kills the program and, where the backend can, what it started; waits for its end and releases it; gives up after a while. A
     * step that fails, because of a lack of memory for example, is repeated meanwhile.
     */
    static void end(ChildControl control, boolean hasTree) throws IOException {
        try {
            long deadline = System.nanoTime() + PATIENCE;
            long pause = TimeUnit.MILLISECONDS.toNanos(1);
            boolean killed = false;
            boolean ended = false;
            while (!ended) {
                try {
                    if (!killed) {
                        kill(control, hasTree);
                        killed = true;
                    }
                    ended = control.collect().isPresent();
                } catch (OutOfMemoryError e) {
                    deadline = System.nanoTime() + PATIENCE; // no time for the program to end in, but a want of memory
                } catch (IOException | RuntimeException | Error e) {
                    if (System.nanoTime() - deadline > 0) {
                        throw e;
                    }
                }
                ended |= System.nanoTime() - deadline > 0;
                if (!ended) {
                    LockSupport.parkNanos(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE);
                }
            }
        } finally {
            control.close();
        }
    }

    private static void kill(ChildControl control, boolean hasTree) throws IOException {
        if (hasTree) {
            control.terminateTree();
        } else {
            control.signalLeader(PtySignal.KILL);
        }
    }
}
