// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.windows.simulated.CallCounter;

/** The native calls, Windows' and winpty's, as the faults of rule LIFE-07. */
final class CountedCalls implements CallFaults {

    private final CallCounter counter = new CallCounter();
    private @Nullable PtyProvider provider;

    /** The faults of a provider whose calls are counted here. */
    CountedCalls of(PtyProvider counted) {
        provider = counted;
        return this;
    }

    CallCounter counter() {
        return counter;
    }

    /** Counts a call of this thread; whether it is the one to fail. */
    boolean isToFail(String function) {
        return counter.isToFail(function);
    }

    @Override
    public PtyProvider provider() {
        if (provider == null) {
            throw new IllegalStateException("of() was not called");
        }
        return provider;
    }

    @Override
    public void arm(int number) {
        counter.arm(number);
    }

    @Override
    public List<String> disarm() {
        return counter.disarm();
    }
}
