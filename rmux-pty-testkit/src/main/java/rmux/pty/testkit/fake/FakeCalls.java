// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rmux.pty.api.PtyException;

/** What would be native calls, were this not a fake; each can be made to fail. */
final class FakeCalls {

    private record Counting(int failing, List<String> names) {}

    private final Map<Thread, Counting> counting = new ConcurrentHashMap<>();

    /** A call is made; throws if it is its turn to fail. */
    void pass(String name) throws PtyException {
        Counting now = counting.get(Thread.currentThread());
        if (now != null) {
            now.names().add(name);
            if (now.names().size() == now.failing()) {
                throw new PtyException(name, FakeErrors.of("EIO"));
            }
        }
    }

    void arm(int number) {
        counting.put(Thread.currentThread(), new Counting(number, new ArrayList<>()));
    }

    List<String> disarm() {
        Counting done = counting.remove(Thread.currentThread());
        return done == null ? List.of() : done.names();
    }
}
