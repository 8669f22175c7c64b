// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Has an exit collected, again and again until that succeeds: a process that is traced cannot be collected yet. */
final class ExitNotice implements Runnable {

    private static final long AGAIN_MILLIS = 50;

    private final FakeKernel kernel;
    private final BooleanSupplier collected;

    ExitNotice(FakeKernel kernel, BooleanSupplier collected) {
        this.kernel = kernel;
        this.collected = collected;
    }

    @Override
    public void run() {
        boolean done = false;
        try {
            done = collected.getAsBoolean();
        } finally {
            if (!done && !kernel.tellsExitsOnce()) {
                Executor later = CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                later.execute(this);
            }
        }
    }
}
