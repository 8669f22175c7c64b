// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.internal.waiting.Deadline;

/** The writing half of a master: blocking, timed and non-blocking writes. */
final class InputWriter {

    private final SessionCore core;
    private final DeviceAccess access;
    private final CallOrder order = new CallOrder();
    private final EndOfFile endOfFile = new EndOfFile();
    private final ArenaBuffers arenas = new ArenaBuffers();

    InputWriter(SessionCore core, DeviceAccess access) {
        this.core = core;
        this.access = access;
    }

    /** Writes everything, or throws when no byte was accepted for {@code stallNanos}. */
    int write(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
        if (!arenas.mustCopy(source)) {
            return writeAll(source, stallNanos, stallLimit);
        }
        ByteBuffer copy = arenas.copy(source, Integer.MAX_VALUE);
        try {
            return writeAll(copy, stallNanos, stallLimit);
        } finally {
            source.position(source.position() + copy.position());
        }
    }

    private int writeAll(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
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
        if (!arenas.mustCopy(source)) {
            return tryWriteSome(source);
        }
        int count = tryWriteSome(arenas.copy(source, SharedBuffers.SIZE));
        source.position(source.position() + count);
        return count;
    }

    private int tryWriteSome(ByteBuffer source) throws IOException {
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
        int count = core.device().write(source);
        endOfFile.written(source, count);
        core.answers().wrote();
        return count;
    }

    /** See {@link rmux.pty.api.PtyMaster#sendEof}. */
    boolean sendEof(long stallNanos, Duration stallLimit) throws IOException {
        core.require(PtyCapability.TERMINAL_MODES, "sendEof");
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted() || core.children().haveStoppedReading()) {
                return false;
            }
            if (!order.tryLock(Deadline.after(stallNanos))) {
                throw stalled(stallLimit, 0);
            }
            try {
                return sendEofInOrder(stallNanos, stallLimit);
            } finally {
                order.unlock();
            }
        }
    }

    private boolean sendEofInOrder(long stallNanos, Duration stallLimit) throws IOException {
        TerminalModes modes = core.device().modes();
        if (!modes.canonical()) {
            return false;
        }
        try {
            writeInOrder(endOfFile.bytes(modes), stallNanos, stallLimit);
            return true;
        } catch (PtyTimeoutException e) {
            throw e;
        } catch (PtyException e) {
            if (core.children().haveStoppedReading()) {
                return false;
            }
            throw e;
        }
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
