// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Job Object. */
final class SimulatedJob extends Waitable {
    final List<SimulatedProcess> processes = new ArrayList<>();
    int limits;
    Optional<CompletionPort> port = Optional.empty();
    long key;

    SimulatedJob() {
        super("job");
    }
}
