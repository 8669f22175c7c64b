// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.waiting.Deadline;

/** The reading half of a master: blocking, timed and non-blocking reads, and those for a subscriber. */
final class OutputReader {

    private static final int END = -1;

    private final SessionCore core;
    private final DeviceAccess access;
    private final CallOrder order = new CallOrder();
    private final ArenaBuffers arenas = new ArenaBuffers();
    private volatile boolean subscribed;

    /** Bytes for a buffer whose arena was closed meanwhile: the next reader gets them. Guarded by the order of calls. */
    private @Nullable ByteBuffer undelivered;

    OutputReader(SessionCore core, DeviceAccess access) {
        this.core = core;
        this.access = access;
    }

    /** Blocks until there are bytes, the output ends, or the time elapses. */
    int read(ByteBuffer destination, long nanos) throws IOException {
        checkWritable(destination);
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted()) {
                return END;
            }
            if (!destination.hasRemaining()) {
                return 0;
            }
            Deadline deadline = Deadline.after(nanos);
            if (!order.tryLock(deadline)) {
                return 0;
            }
            try {
                return readInOrder(destination, deadline);
            } finally {
                order.unlock();
            }
        }
    }

    private int readInOrder(ByteBuffer destination, Deadline deadline) throws IOException {
        long began = 0;
        boolean answers = false;
        while (true) {
            int seen = core.reader().epoch();
            int count = readOnce(destination);
            if (count != 0) {
                if (answers) {
                    core.answers().end(System.nanoTime() - began);
                }
                return count;
            }
            if (deadline.passed()) {
                return 0;
            }
            if (!answers && core.reader().isBlocking() && core.answers().begin()) {
                answers = true;
                began = System.nanoTime();
            }
            if (!answers || !core.answers().again(System.nanoTime() - began)) {
                core.reader().await(deadline, seen);
            }
        }
    }

    /** Never blocks, not even while another thread reads. */
    int tryRead(ByteBuffer destination) throws IOException {
        checkWritable(destination);
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted()) {
                return END;
            }
            if (!destination.hasRemaining() || !order.tryLock()) {
                return 0;
            }
            try {
                return readOnce(destination);
            } finally {
                order.unlock();
            }
        }
    }

    private int readOnce(ByteBuffer destination) throws IOException {
        if (core.isClosing()) {
            throw new AsynchronousCloseException();
        }
        if (core.isOutputEnded()) {
            return END;
        }
        if (subscribed) {
            throw new IllegalStateException("the output is being delivered to the subscriber of publisher()");
        }
        return readFromDevice(destination);
    }

    private int readFromDevice(ByteBuffer destination) throws IOException {
        ByteBuffer first = undelivered;
        if (first != null) {
            return deliver(first, destination);
        }
        if (!arenas.mustCopy(destination)) {
            return readDirectly(destination);
        }
        ByteBuffer through = ByteBuffer.allocate(Math.min(destination.remaining(), SharedBuffers.SIZE));
        int count = readDirectly(through);
        return count > 0 ? deliver(through.flip(), destination) : count;
    }

    /** Copies what fits; the rest, and everything if the destination must not be used any more, stays for the next reader. */
    private int deliver(ByteBuffer bytes, ByteBuffer destination) {
        undelivered = bytes;
        int count = Math.min(bytes.remaining(), destination.remaining());
        try {
            destination.put(bytes.duplicate().limit(bytes.position() + count));
        } catch (RuntimeException e) {
            throw ArenaBuffers.refusal(e);
        }
        bytes.position(bytes.position() + count);
        undelivered = bytes.hasRemaining() ? bytes : null;
        return count;
    }

    private int readDirectly(ByteBuffer destination) throws IOException {
        int count = core.device().read(destination);
        if (count < 0) {
            core.outputEnded();
        }
        return count;
    }

    private void checkWritable(ByteBuffer destination) {
        if (destination.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
        arenas.checkUsable(destination);
    }

    /** The number of bytes that a read would return without blocking. */
    int available() throws IOException {
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted() || core.isOutputEnded()) {
                return 0;
            }
            return held() + core.device().available();
        }
    }

    private int held() {
        if (!order.tryLock()) {
            return 0; // that reader takes them
        }
        try {
            return undelivered == null ? 0 : undelivered.remaining();
        } finally {
            order.unlock();
        }
    }

    /** Claims the output for one subscriber; false when somebody else is reading. */
    boolean claimOutput() {
        if (!order.tryLock()) {
            return false;
        }
        try {
            if (subscribed) {
                return false;
            }
            subscribed = true;
            return true;
        } finally {
            order.unlock();
        }
    }

    void releaseOutput() {
        subscribed = false;
    }

    /**
     * Reads for the subscriber without blocking: the bytes, an empty buffer for "not now", or nothing at the end. When it is
     * "not now", {@code whenReady} is called once that may have changed.
     */
    Optional<ByteBuffer> readForSubscriber(Runnable whenReady) throws IOException {
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted()) {
                return Optional.empty();
            }
            ByteBuffer through = SharedBuffers.take();
            order.lock();
            try {
                return readThrough(through, whenReady);
            } finally {
                order.unlock();
                SharedBuffers.giveBack(through);
            }
        }
    }

    private Optional<ByteBuffer> readThrough(ByteBuffer through, Runnable whenReady) throws IOException {
        while (true) {
            int seen = core.reader().epoch();
            if (core.isClosing()) {
                throw new AsynchronousCloseException();
            }
            if (core.isOutputEnded()) {
                return Optional.empty();
            }
            int count = readFromDevice(through);
            if (count < 0) {
                return Optional.empty();
            }
            if (count > 0 || core.reader().callWhenReady(whenReady, seen)) {
                return Optional.of(
                        ByteBuffer.allocate(count).put(through.flip()).flip());
            }
        }
    }

    /**
     * Calls {@code whenReady} once there may be more for the subscriber, or the end.
     *
     * @return false if that is so already
     */
    boolean notifySubscriber(Runnable whenReady) throws IOException {
        int seen = core.reader().epoch();
        try (DeviceAccess.Use use = access.open()) {
            return use.isGranted() && undelivered == null && core.reader().callWhenReady(whenReady, seen);
        }
    }

    /** Whether this thread is announcing an exit, or hanging up: it must not be held up, nor be asked about it. */
    boolean isEndingInThisThread() {
        return core.isEndingInThisThread();
    }

    /** Whether the output is known to have ended; when not, {@code whenChanged} is called if the session is closed. */
    boolean hasEndedForSubscriber(Runnable whenChanged) throws IOException {
        int seen = core.reader().epoch();
        try (DeviceAccess.Use use = access.open()) {
            if (!use.isGranted()) {
                return true;
            }
            if (!core.reader().callAtWake(whenChanged, seen) && core.isClosing()) {
                throw new AsynchronousCloseException();
            }
            return core.isOutputEnded();
        }
    }
}
