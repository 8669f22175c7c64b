// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;

/**
 * Tells when reading, or writing, may succeed: one direction of a {@link TerminalDevice}.
 *
 * <p>A notification is a reason to look, not a promise: spurious ones are allowed. A device that can also block a thread in the
 * kernel returns a {@link KernelReadiness}.
 */
public interface Readiness {

    /**
     * Runs an action once, soon after the direction has become ready, at once if it is already. Replaces an action that was set
     * before and has not run. Called by one thread at a time; never blocks.
     *
     * @param action quick and not blocking; may run for no reason
     * @throws IOException if the system reports an error
     */
    void notifyOnce(Runnable action) throws IOException;
}
