// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until all sessions of a fake are closed: those that were dropped are closed by a thread of the library. */
final class OpenSessions {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private OpenSessions() {}

    static void awaitNone(FakePtyProvider fake) {
        long deadline = System.nanoTime() + LIMIT;
        while (fake.hasOpenSessions() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        fake.assertNoOpenSessions();
    }
}
