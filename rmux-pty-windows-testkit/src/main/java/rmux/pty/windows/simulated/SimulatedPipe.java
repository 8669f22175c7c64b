// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A pipe between a console host and us, of which the system holds a limited number of bytes. */
final class SimulatedPipe {
    private static final long STATUS_PENDING = 0x103;

    final String name;
    final int capacity;
    final boolean hostWrites;
    final ByteArrayOutputStream held = new ByteArrayOutputStream();
    Optional<Operation> pending = Optional.empty();
    boolean hostGone;
    boolean weAreGone;

    /** An overlapped operation of ours. */
    static final class Operation {
        final long overlapped;
        final long buffer;
        final int count;
        final Waitable event;
        final ByteBuffer control;
        boolean done;
        int transferred;
        int error;

        Operation(long overlapped, long buffer, int count, Waitable event, ByteBuffer control) {
            this.overlapped = overlapped;
            this.buffer = buffer;
            this.count = count;
            this.event = event;
            this.control = control.putLong(0, STATUS_PENDING);
        }

        void complete(int bytes, int failure) {
            done = true;
            control.putLong(0, failure);
            transferred = bytes;
            error = failure;
            event.signaled = true;
        }
    }

    SimulatedPipe(String name, int capacity, boolean hostWrites) {
        this.name = name;
        this.capacity = capacity;
        this.hostWrites = hostWrites;
    }

    byte[] take(int most) {
        byte[] all = held.toByteArray();
        int count = Math.min(most, all.length);
        held.reset();
        held.write(all, count, all.length - count);
        return java.util.Arrays.copyOf(all, count);
    }
}
