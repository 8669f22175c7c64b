// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.internal.waiting.Deadline;

/** The writing half of a master: blocking, timed and non-blocking writes. */
final class InputWriter {

    private final SessionCore core;
    private final DeviceAccess access;
    private final CallOrder order = new CallOrder();

    InputWriter(SessionCore core, DeviceAccess access) {
        this.core = core;
        this.access = access;
    }

    /** Writes everything, or throws when no byte was accepted for {@code stallNanos}. */
    int write(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
        int total = source.remaining();
        try (DeviceAccess.Use use = access.open()) {
            checkGranted(use);
            Deadline deadline = Deadline.after(stallNanos);
            if (!order.tryLock(deadline)) {
                throw stalled(stallLimit, 0);
            }
            try {
                writeInOrder(source, stallNanos, stallLimit);
                return total;
            } finally {
                order.unlock();
            }
        }
    }

    private void writeInOrder(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
        int start = source.position();
        Deadline deadline = Deadline.after(stallNanos);
        try {
            while (source.hasRemaining()) {
                int seen = core.writer().epoch();
                if (writeOnce(source) > 0) {
                    deadline = Deadline.after(stallNanos);
                } else if (!deadline.passed()) {
                    core.writer().await(deadline, seen);
                } else if (core.device().settleWrite(source) > 0) {
                    deadline = Deadline.after(stallNanos);
                } else {
                    throw stalled(stallLimit, source.position() - start);
                }
            }
        } catch (InterruptedIOException e) {
            core.device().settleWrite(source);
            e.bytesTransferred = source.position() - start;
            throw e;
        } catch (AsynchronousCloseException e) {
            core.device().settleWrite(source);
            throw e;
        }
    }

    /** Never blocks, not even while another thread writes. */
    int tryWrite(ByteBuffer source) throws IOException {
        try (DeviceAccess.Use use = access.open()) {
            checkGranted(use);
            if (!source.hasRemaining() || !order.tryLock()) {
                return 0;
            }
            try {
                int count = writeOnce(source);
                return count > 0 ? count : core.device().settleWrite(source);
            } finally {
                order.unlock();
            }
        }
    }

    private int writeOnce(ByteBuffer source) throws IOException {
        if (core.isClosing()) {
            throw new AsynchronousCloseException();
        }
        if (core.children().haveStoppedReading()) {
            throw programGone();
        }
        return core.device().write(source);
    }

    private void checkGranted(DeviceAccess.Use use) throws PtyException {
        if (!use.isGranted()) {
            throw programGone();
        }
    }

    private PtyException programGone() {
        return new PtyException(
                "write",
                "nothing reads this terminal's input any more: "
                        + core.children().endings());
    }

    private static PtyException stalled(Duration limit, int transferred) {
        PtyEvents.stalledWrite(limit, transferred);
        return new PtyTimeoutException("write", limit, transferred);
    }
}
