// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import org.jspecify.annotations.Nullable;

/** Who waits for a master to become readable or writable; guarded by the kernel's lock. */
final class MasterWaiters {

    private final FakeKernel kernel;
    private @Nullable Runnable onReadable;
    private @Nullable Runnable onWritable;

    MasterWaiters(FakeKernel kernel) {
        this.kernel = kernel;
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
        Runnable action = onReadable;
        if (action != null) {
            onReadable = null;
            kernel.afterwards(action);
        }
    }

    void announceWritable() {
        Runnable action = onWritable;
        if (action != null) {
            onWritable = null;
            kernel.afterwards(action);
        }
    }
}
