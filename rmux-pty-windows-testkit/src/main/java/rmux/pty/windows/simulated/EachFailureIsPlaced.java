// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;

/** Every native call of a spawn fails in turn: what {@code spawn()} throws has a stage and names the program, and nothing stays. */
public final class EachFailureIsPlaced {

    private EachFailureIsPlaced() {}

    /**
     * Runs a spawn for each call; returns how many of them failed.
     *
     * @param keepOpen whether the output is kept open
     * @param keptOpen what stays for the next session
     */
    public static int run(EachCallFails.Maker maker, boolean keepOpen, Set<String> keptOpen) throws Exception {
        int refused = 0;
        for (int number = 1; ; number++) {
            SimulatedBackend backend = maker.make();
            backend.provider().availability();
            backend.windows
                    .faults()
                    .fail(
                            CallPattern.any()
                                    .except(Set.of(SimulatedWin32.ALLOCATE))
                                    .number(number),
                            Failure.returning(-SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES));
            PtyCommand command = backend.command().withKeepOutputOpen(keepOpen);
            Optional<PtySpawnException> failure = spawn(backend, command);
            List<String> failed = backend.windows.faults().failed();
            List<String> open = backend.open();
            keptOpen.forEach(open::remove);
            assertThat(open)
                    .as("open after call %d, %s, failed", number, failed)
                    .isEmpty();
            if (failed.isEmpty()) {
                return refused;
            }
            if (failure.isPresent()) {
                refused++;
                assertThat(failure.get()).hasMessageContaining(backend.program.toString());
            }
        }
    }

    /** How the spawn failed; what is wrong when the session ends is of no interest here. */
    private static Optional<PtySpawnException> spawn(SimulatedBackend backend, PtyCommand command) throws PtyException {
        PtySession session;
        try {
            session = backend.provider().spawn(command);
        } catch (PtySpawnException e) {
            return Optional.of(e);
        }
        try {
            session.close();
        } catch (PtyException e) {
            assertThat(backend.windows.faults().failed()).hasSize(1);
        }
        return Optional.empty();
    }
}
