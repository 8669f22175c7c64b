// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for conditions outside this JVM, which nothing announces. */
public final class Eventually {

    private static final long POLL_MILLIS = 20;

    /** A condition. */
    public interface Condition {
        boolean isMet() throws Exception;
    }

    private Eventually() {}

    public static void within(Duration limit, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.isMet()) {
            if (System.nanoTime() - deadline > 0) {
                fail("not within " + limit + ": " + what);
            }
            never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
