// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the native calls of each thread that asks for it, and tells which is to fail. */
public final class CallCounter {

    private final Map<Thread, Counting> counting = new ConcurrentHashMap<>();

    private static final class Counting {
        final int failing;
        final List<String> calls = new ArrayList<>();

        Counting(int failing) {
            this.failing = failing;
        }
    }

    /** A counter that counts nobody's calls yet. */
    public CallCounter() {}

    /** Starts counting calls of this thread from 1, and fails one of them; 0 for none. */
    public void arm(int number) {
        counting.put(Thread.currentThread(), new Counting(number));
    }

    /** Stops counting; the calls of this thread since {@link #arm}, in order. */
    public List<String> disarm() {
        Counting done = counting.remove(Thread.currentThread());
        return done == null ? List.of() : done.calls;
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
}
