// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.time.Duration;
import rmux.pty.testkit.programs.Bystander;

/** Traces a task until some time after it has ended. */
final class FakeTracer implements Bystander {

    private final FakeKernel kernel;
    private final Task traced;
    private final Duration held;
    private long endNanos;

    FakeTracer(FakeKernel kernel, Task traced, Duration held) {
        this.kernel = kernel;
        this.traced = traced;
        this.held = held;
        kernel.doLocked(() -> traced.trace(true));
    }

    @Override
    public boolean isRunning() {
        return kernel.locked(() -> {
            if (endNanos == 0 && !traced.isRunning()) {
                endNanos = System.nanoTime() + held.toNanos();
            }
            traced.trace(endNanos == 0 || System.nanoTime() - endNanos < 0);
            return traced.isTraced();
        });
    }

    @Override
    public void close() {
        kernel.doLocked(() -> traced.trace(false));
    }
}
