// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.windows.simulated.EachAllocationFails;
import rmux.pty.windows.simulated.EachCallFails;
import rmux.pty.windows.simulated.EachCallFails.Expectation;
import rmux.pty.windows.simulated.EachFailureIsPlaced;

/** Every native call of a whole session, Windows' and winpty's, fails once. */
class FailureInjectionTest {

    /** Made for the first session that watches its job, and kept for the others, with a packet that a thread waits for. */
    private static final Set<String> KEPT = Set.of("port");

    /** Called on a thread of its own, whenever that gets to it; and what is gone on without. */
    private static final Set<String> BESIDES = Set.of("GetQueuedCompletionStatus", "ignoresCtrlC");

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "LIFE-07: whichever native call of open, spawn, read, write, resize, wait and close fails, an exception names it and nothing stays open")
    void everyCallFailsOnce() throws Exception {
        assertThat(failEachCall(EachCallFails::useAll, false, 0)).isGreaterThan(50);
    }

    @Test
    @DisplayName("LIFE-07: the same for a session that watches its job")
    void everyCallOfKeptOutputFailsOnce() throws Exception {
        assertThat(failEachCall(EachCallFails::endTree, true, 1)).isGreaterThan(30);
    }

    @Test
    @DisplayName("LIFE-08: memory that is refused at any allocation fails that spawn alone, and leaves nothing")
    void everyAllocationFailsOnce() throws Exception {
        assertThat(EachAllocationFails.run(() -> new SimulatedWinPtyRig(directory), KEPT))
                .isGreaterThan(10);
    }

    @ParameterizedTest(name = "output kept open: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("SPAWN-07: whichever native call of a spawn fails, the exception has a stage and names the program")
    void everyFailureHasItsStage(boolean keepOpen) throws Exception {
        assertThat(EachFailureIsPlaced.run(() -> new SimulatedWinPtyRig(directory), keepOpen, KEPT))
                .isGreaterThan(20);
    }

    private int failEachCall(EachCallFails.Use use, boolean keepOpen, int keptBlocks) throws Exception {
        return new EachCallFails(
                        () -> new SimulatedWinPtyRig(directory),
                        use,
                        new Expectation(keepOpen, BESIDES, Set.of(), KEPT, keptBlocks))
                .run();
    }
}
