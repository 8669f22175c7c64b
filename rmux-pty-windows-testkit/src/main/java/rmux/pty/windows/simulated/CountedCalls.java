// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.fault.CallFaults;

/** The native calls of each thread that asks for it, counted, as the faults of rule LIFE-07. */
public final class CountedCalls implements CallFaults {

    private final Map<Thread, Counting> counting = new ConcurrentHashMap<>();
    private final Set<String> tolerated;
    private @Nullable PtyProvider provider;

    private static final class Counting {
        final int failing;
        final List<String> calls = new ArrayList<>();

        Counting(int failing) {
            this.failing = failing;
        }
    }

    /** Counts nobody's calls yet; {@code tolerated} are those whose failure has no consequence. */
    public CountedCalls(String... tolerated) {
        this.tolerated = Set.of(tolerated);
    }

    /** The faults of a provider whose calls are counted here. */
    public CountedCalls of(PtyProvider counted) {
        provider = counted;
        return this;
    }

    /** Counts a call of this thread; whether it is the one to fail. */
    public boolean isToFail(String function) {
        Counting now = counting.get(Thread.currentThread());
        if (now == null) {
            return false;
        }
        now.calls.add(function);
        return now.calls.size() == now.failing;
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
        counting.put(Thread.currentThread(), new Counting(number));
    }

    @Override
    public List<String> disarm() {
        Counting done = counting.remove(Thread.currentThread());
        return done == null ? List.of() : done.calls;
    }

    @Override
    public boolean isTolerated(String call) {
        return tolerated.contains(call);
    }
}
