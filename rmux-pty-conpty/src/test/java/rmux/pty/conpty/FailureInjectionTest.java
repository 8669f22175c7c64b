// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.windows.simulated.EachAllocationFails;
import rmux.pty.windows.simulated.EachCallFails;
import rmux.pty.windows.simulated.EachCallFails.Expectation;

class FailureInjectionTest {

    /** The security descriptor's attributes, which are kept. */
    private static final int KEPT_BLOCKS = 1;

    /** What is gone on without. */
    private static final Set<String> WITHOUT_CONSEQUENCE = Set.of("RtlGetVersion", "ignoresCtrlC", "OpenThread");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("LIFE-07: whichever native call fails, an exception names it and nothing stays open")
    void everyCallFailsOnce() throws Exception {
        int calls = new EachCallFails(
                        () -> new SimulatedConPty(directory),
                        EachCallFails::useAll,
                        new Expectation(false, Set.of(), WITHOUT_CONSEQUENCE, Set.of(), KEPT_BLOCKS))
                .run();

        assertThat(calls).isGreaterThan(50);
    }

    @Test
    @DisplayName("LIFE-08: memory that is refused at any allocation fails that spawn alone, and leaves nothing")
    void everyAllocationFailsOnce() throws Exception {
        assertThat(EachAllocationFails.run(() -> new SimulatedConPty(directory), Set.of()))
                .isGreaterThan(10);
    }
}
