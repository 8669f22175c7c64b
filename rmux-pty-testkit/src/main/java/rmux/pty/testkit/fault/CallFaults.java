// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.List;
import rmux.pty.api.spi.PtyProvider;

/** A provider whose native calls are counted and can be made to fail one at a time. Usually from {@link FaultInjector#faults}. */
public interface CallFaults {

    /**
     * Returns the provider, the same each time.
     *
     * @return the provider
     */
    PtyProvider provider();

    /**
     * Starts counting the calls of the current thread from 1, and makes one of them fail.
     *
     * @param number which call fails; 0 for none
     */
    void arm(int number);

    /**
     * Stops counting, and lets all calls of the current thread pass.
     *
     * @return the names of the calls since {@link #arm}, in order
     */
    List<String> disarm();

    /**
     * Returns whether a call may fail without consequence: it releases something that is gone anyway, or the provider has another
     * way that is as good.
     *
     * @param call the call's name
     * @return whether no exception is expected
     */
    default boolean isTolerated(String call) {
        return false;
    }
}
