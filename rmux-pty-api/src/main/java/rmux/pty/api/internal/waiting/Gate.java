// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets calls in until it is shut, and disposes of what it guards once, when it is shut and the last call has left.
 *
 * <p>This is what makes it safe to close a descriptor: its number is used only by threads that are inside, and closed
 * only when nobody is. (A number that is closed under a thread in {@code read(2)} is used again by the next {@code open(2)},
 * and does not even wake the thread.)
 */
public final class Gate {

    private static final int SHUT = Integer.MIN_VALUE;

    /** The number of calls inside; the sign bit says shut. */
    private final AtomicInteger state = new AtomicInteger();

    private volatile boolean disposed;
    private final Runnable disposal;

    /** A gate, open; {@code disposal} does not throw, and runs in the thread that shuts or in the last one that leaves. */
    public Gate(Runnable disposal) {
        this.disposal = disposal;
    }

    /** Tries to enter. If this returns true, the caller must call {@link #leave}. */
    public boolean enter() {
        int now = state.get();
        while (now >= 0) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
            now = state.get();
        }
        return false;
    }

    public void leave() {
        if (state.decrementAndGet() == SHUT) {
            dispose();
        }
    }

    public boolean isShut() {
        return state.get() < 0;
    }

    /** Shuts the gate; returns whether this call did it. */
    public boolean shut() {
        int now = state.get();
        while (now >= 0) {
            if (state.compareAndSet(now, now | SHUT)) {
                if (now == 0) {
                    dispose();
                }
                return true;
            }
            now = state.get();
        }
        return false;
    }

    private void dispose() {
        try {
            disposal.run();
        } finally {
            disposed = true;
        }
    }

    /** Whether the disposal has run. */
    public boolean isDisposed() {
        return disposed;
    }
}
