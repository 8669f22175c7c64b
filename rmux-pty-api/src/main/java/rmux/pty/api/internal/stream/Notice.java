// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.Readiness;

/** Runs an action once when a condition holds; who makes it hold calls {@link #announce} afterwards. */
final class Notice implements Readiness {

    private final BooleanSupplier ready;
    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();

    Notice(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    public void notifyOnce(Runnable newAction) {
        action.set(newAction);
        if (ready.getAsBoolean()) {
            announce();
        }
    }

    void announce() {
        Runnable waiting = action.getAndSet(null);
        if (waiting != null) {
            waiting.run();
        }
    }
}
