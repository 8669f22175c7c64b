// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory where a call leaves {@code errno}, which the JVM itself may change as soon as the call has returned.
 *
 * <p>A call takes a cell for itself and releases it. There are enough for the calls that run at the same time, so that a call
 * makes no object, and closing a descriptor cannot fail for lack of memory; only behind many blocked calls a new cell is made.
 */
final class ErrnoCell {

    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO = LAYOUT.byteOffset(PathElement.groupElement("errno"));

    private static final int CELLS = 256;
    private static final int ATTEMPTS = 8;
    private static final int CACHE_LINE = 64;
    private static final ErrnoCell[] ALL = makeAll();

    private final MemorySegment memory;
    private final AtomicBoolean taken = new AtomicBoolean();

    private ErrnoCell(MemorySegment memory) {
        this.memory = memory;
    }

    private static ErrnoCell[] makeAll() {
        long size = Math.max(CACHE_LINE, LAYOUT.byteSize());
        MemorySegment whole = Arena.global().allocate(CELLS * size, CACHE_LINE);
        ErrnoCell[] all = new ErrnoCell[CELLS];
        for (int i = 0; i < CELLS; i++) {
            all[i] = new ErrnoCell(whole.asSlice(i * size, LAYOUT));
        }
        return all;
    }

    /** Returns a cell that no other call has. */
    static ErrnoCell take() {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < ATTEMPTS; i++) {
            ErrnoCell cell = ALL[(start + i) & (CELLS - 1)];
            if (cell.taken.compareAndSet(false, true)) {
                return cell;
            }
        }
        return new ErrnoCell(Arena.ofAuto().allocate(LAYOUT));
    }

    /** The memory that the call gets. */
    MemorySegment memory() {
        return memory;
    }

    /** What the call left. */
    int errno() {
        return memory.get(ValueLayout.JAVA_INT, ERRNO);
    }

    /** Leaves the cell to other calls. */
    void release() {
        taken.set(false);
    }
}
