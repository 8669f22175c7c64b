// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.List;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.windows.simulated.CallCounter;

/** Counted native calls as the faults of rule LIFE-07. */
record CountedCalls(PtyProvider provider, CallCounter counter) implements CallFaults {

    @Override
    public void arm(int number) {
        counter.arm(number);
    }

    @Override
    public List<String> disarm() {
        return counter.disarm();
    }

    /** Fewer flags are tried where the console is refused, which {@link ConPtyDeviceTest} follows to the last step. */
    @Override
    public boolean isTolerated(String call) {
        return call.equals("CreatePseudoConsole");
    }
}
