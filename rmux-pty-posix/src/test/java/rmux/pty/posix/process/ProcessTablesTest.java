// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.jna.NativeAccess;

class ProcessTablesTest {

    private static final int SELF = (int) ProcessHandle.current().pid();

    /** So long ago that the range of numbers since then is not tried. */
    private static final long LONG_AGO = System.nanoTime() - 60_000_000_000L;

    private final ProcessTables tables = new ProcessTables(NativeAccess.libC());

    @Test
    @DisplayName("LIFE-09: sessions whose closing was requested before a list was read share that list")
    void shared() throws Exception {
        long requested = System.nanoTime();
        ProcessTable first = tables.readYoungerThan(SELF, LONG_AGO, List.of(), requested);
        assertThat(tables.readYoungerThan(SELF, LONG_AGO, List.of(), requested)).isSameAs(first);
        assertThat(tables.readSince(requested)).isSameAs(first);
        assertThat(first.get(SELF)).isPresent();
    }

    @Test
    @DisplayName(
            "LIFE-09: a closing that is requested later gets a list of its own, which has what was started meanwhile")
    void fresh() throws Exception {
        ProcessTable first = tables.readSince(System.nanoTime());
        Process started = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessTable second = tables.readYoungerThan(SELF, LONG_AGO, List.of(), System.nanoTime());
            assertThat(second).isNotSameAs(first);
            assertThat(second.get((int) started.pid())).isPresent();
            assertThat(first.get((int) started.pid())).isEmpty();
        } finally {
            started.destroyForcibly().waitFor();
        }
    }

    @Test
    @DisplayName(
            "a table knows the time at which its reading began, and no process of it is younger by more than the reading")
    void time() throws Exception {
        long before = BootClock.ticks(NativeAccess.libC());
        ProcessTable table = tables.readSince(System.nanoTime());
        assertThat(table.readTicks()).isBetween(before, BootClock.ticks(NativeAccess.libC()));
        assertThat(table.session(table.get(SELF).orElseThrow().session()))
                .contains(table.get(SELF).orElseThrow());
    }
}
