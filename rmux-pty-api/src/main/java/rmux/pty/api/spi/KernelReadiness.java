// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;

/**
 * A readiness for which a platform thread can also block in the kernel: a fast path, which saves the notifying thread's wake-up.
 * Virtual threads and subscribers use {@link #notifyOnce}.
 */
public interface KernelReadiness extends Readiness {

    /**
     * Blocks the calling platform thread until the direction may be ready, the timeout elapses, or there is a {@link #wake}.
     * Called by one thread at a time. Spurious returns are allowed.
     *
     * @param nanos the timeout in nanoseconds, more than 0; {@link Long#MAX_VALUE} for no limit
     * @throws IOException if the system reports an error
     */
    void await(long nanos) throws IOException;

    /**
     * Makes the {@link #await} in progress return, or the next one if there is none. Called by any thread; never blocks.
     */
    void wake();
}
