// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.ArrayList;
import java.util.List;

/** The calls of one thread, one of which fails. For that thread only. */
final class ArmedThread {

    private final int failing;
    private final List<String> calls = new ArrayList<>();

    ArmedThread(int failing) {
        this.failing = failing;
    }

    /** Counts a call; returns whether it must fail. */
    boolean count(String function) {
        calls.add(function);
        return calls.size() == failing;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }
}
