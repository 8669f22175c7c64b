// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Feature;

/** Looks at the processes of the system; sessions that close at the same time share one look. */
public final class ProcessTables {

    /** Up to this many numbers are tried one by one, which is cheaper than to list all processes. */
    private static final int FEW = 64;

    /** In less than this, numbers do not wrap around and pass a young program's own. */
    private static final long YOUNG = TimeUnit.SECONDS.toNanos(2);

    private final LibC libC;
    private @Nullable ProcessTable latest;
    private long latestBegan;

    /** A source of tables that has read none yet. */
    public ProcessTables(LibC libC) {
        this.libC = libC;
    }

    /** A table of all processes whose reading began at {@code time} or later, as of {@link System#nanoTime}. */
    synchronized ProcessTable readSince(long time) throws PtyException {
        Optional<ProcessTable> known = knownSince(time);
        if (known.isPresent()) {
            return known.get();
        }
        long began = System.nanoTime();
        try {
            long ticks = BootClock.ticks(libC);
            ProcessTable read = libC.platform().has(Feature.PROC_FILES)
                    ? ProcessTable.read(ticks)
                    : ProcessTable.of(ticks, new SysctlProcesses(libC).all());
            latest = read;
            latestBegan = began;
            return read;
        } catch (IOException e) {
            throw new PtyException("read /proc", "the processes of the system cannot be listed: " + e.getMessage(), e);
        }
    }

    private synchronized Optional<ProcessTable> knownSince(long time) {
        return latestBegan - time >= 0 ? Optional.ofNullable(latest) : Optional.empty();
    }

    /**
     * A table, read at {@code since} or later, that holds at least every process that was started after a program was, and
     * those that are known already.
     *
     * @param leader the program's number
     * @param spawnTime when it was started, as of {@link System#nanoTime}
     * @param known the numbers of those that are known
     * @param since as of {@link System#nanoTime}
     */
    ProcessTable readYoungerThan(int leader, long spawnTime, Collection<Integer> known, long since)
            throws PtyException {
        Optional<ProcessTable> shared = knownSince(since);
        if (shared.isPresent()) {
            return shared.get();
        }
        if (libC.platform().has(Feature.PROC_FILES) && System.nanoTime() - spawnTime < YOUNG) {
            Optional<Integer> last = LastPid.now();
            if (last.isPresent() && last.get() >= leader && last.get() - leader <= FEW) {
                return ProcessTable.read(BootClock.ticks(libC), leader, last.get(), known);
            }
        }
        return readSince(since);
    }
}
