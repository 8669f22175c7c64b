// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who waits for a master to become readable or writable; guarded by the kernel's lock. */
final class MasterWaiters {

    private final FakeKernel kernel;
    private final Condition readable;
    private final Condition writable;
    private @Nullable Runnable onReadable;
    private @Nullable Runnable onWritable;
    private boolean wakeup;

    MasterWaiters(FakeKernel kernel) {
        this.kernel = kernel;
        this.readable = kernel.newCondition();
        this.writable = kernel.newCondition();
    }

    void awaitReadable(long nanos, BooleanSupplier ready) {
        await(readable, nanos, ready);
    }

    void awaitWritable(long nanos, BooleanSupplier ready) {
        await(writable, nanos, ready);
    }

    private void await(Condition condition, long nanos, BooleanSupplier ready) {
        if (!wakeup && !ready.getAsBoolean() && !kernel.flushAfterwards()) {
            kernel.awaitNanos(condition, nanos);
        }
    }

    void onReadable(Runnable action, boolean ready) {
        onReadable = action;
        if (ready) {
            announceReadable();
        }
    }

    void onWritable(Runnable action, boolean ready) {
        onWritable = action;
        if (ready) {
            announceWritable();
        }
    }

    void announceReadable() {
        readable.signalAll();
        Runnable action = onReadable;
        if (action != null) {
            onReadable = null;
            kernel.afterwards(action);
        }
    }

    void announceWritable() {
        writable.signalAll();
        Runnable action = onWritable;
        if (action != null) {
            onWritable = null;
            kernel.afterwards(action);
        }
    }

    void wakeup(boolean raised) {
        wakeup = raised;
        readable.signalAll();
        writable.signalAll();
    }
}
