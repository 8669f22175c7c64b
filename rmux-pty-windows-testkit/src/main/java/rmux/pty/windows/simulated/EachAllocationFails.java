// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;

/** Native memory is refused at each allocation of a spawn in turn: that spawn fails, nothing stays, and the next one works. */
public final class EachAllocationFails {

    private EachAllocationFails() {}

    /**
     * Runs two spawns for each allocation; returns how many allocations there were.
     *
     * @param keptOpen what stays for the next session
     */
    public static int run(EachCallFails.Maker maker, Set<String> keptOpen) throws Exception {
        int number = 1;
        while (refused(maker.make(), number, keptOpen)) {
            number++;
        }
        return number - 1;
    }

    private static boolean refused(SimulatedBackend backend, int number, Set<String> keptOpen) throws Exception {
        backend.provider().availability();
        SimulatedWin32 windows = backend.windows;
        windows.faults().fail(CallPattern.named(SimulatedWin32.ALLOCATE).number(number), Failure.outOfMemory());
        try (PtySession unharmed = backend.spawn()) {
            assertThat(windows.faults().failed())
                    .as("allocation %d was refused, and the spawn succeeded", number)
                    .isEmpty();
            return unharmed.child().exitStatus().isPresent();
        } catch (OutOfMemoryError | PtyException e) {
            assertThat(e).hasStackTraceContaining("no memory left");
        }
        List<String> open = backend.open();
        keptOpen.forEach(open::remove);
        assertThat(open).as("open after allocation %d was refused", number).isEmpty();
        try (PtySession next = backend.spawn()) {
            windows.exit(backend.lastProcess(), 3);
            assertThat(next.child().waitFor(SimulatedBackend.LIMIT)).contains(new ExitStatus.Exited(3));
        }
        return true;
    }
}
