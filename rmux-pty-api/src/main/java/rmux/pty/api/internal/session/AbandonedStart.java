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

    /** Kills the program and, where the backend can, what it started; waits for its end and releases it; gives up after a while. */
    static void end(ChildControl control, boolean hasTree) throws IOException {
        try {
            long deadline = System.nanoTime() + PATIENCE;
            long pause = TimeUnit.MILLISECONDS.toNanos(1);
            if (hasTree) {
                control.terminateTree();
            } else {
                control.signalLeader(PtySignal.KILL);
            }
            while (control.collect().isEmpty() && deadline - System.nanoTime() > 0) {
                LockSupport.parkNanos(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        } finally {
            control.close();
        }
    }
}
