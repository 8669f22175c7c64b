// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.List;
import rmux.pty.api.spi.PtyProvider;

/** A provider whose native calls are counted and can be made to fail one at a time, for rule LIFE-07. */
public interface CallFaults {

    /**
     * The provider, the same each time.
     *
     * @return the provider
     */
    PtyProvider provider();

    /**
     * Starts counting calls of the current thread from 1, and fails one of them.
     *
     * @param number which call fails; 0 for none
     */
    void arm(int number);

    /**
     * Stops counting and failing.
     *
     * @return the names of the calls since {@link #arm}, in order
     */
    List<String> disarm();

    /**
     * Whether a call may fail without consequence: it gives something back that is gone all the same, or the provider goes
     * another way that is as good.
     *
     * @param call the call's name
     * @return whether no exception is to be expected
     */
    default boolean isTolerated(String call) {
        return false;
    }
}
