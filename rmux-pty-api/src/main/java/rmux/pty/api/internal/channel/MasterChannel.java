// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.internal.waiting.Deadline;

/** The master of a session or a pair: blocking, timed and non-blocking calls made of a device's non-blocking ones. */
public final class MasterChannel implements PtyMaster {

    private static final int END = -1;

    private final SessionCore core;
    private final AutoCloseableSession owner;
    private final Optional<String> terminalName;
    private final ReentrantLock readLock = new ReentrantLock();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final MasterInputStream inputStream = new MasterInputStream(this);
    private final MasterOutputStream outputStream = new MasterOutputStream(this);
    private volatile boolean subscribed;

    /** What closing the master closes; kept reachable by it. */
    public interface AutoCloseableSession {
        void close() throws PtyException;
    }

    public MasterChannel(SessionCore core, AutoCloseableSession owner) {
        this.core = core;
        this.owner = owner;
        this.terminalName = core.device().terminalName();
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return read(destination, Deadline.FOREVER);
    }

    @Override
    public int read(ByteBuffer destination, Duration limit) throws IOException {
        return read(destination, Deadline.nanos(limit));
    }

    private int read(ByteBuffer destination, long nanos) throws IOException {
        checkWritable(destination);
        if (!core.enter()) {
            return END;
        }
        try {
            if (!destination.hasRemaining()) {
                return 0;
            }
            Deadline deadline = Deadline.after(nanos);
            if (!lock(readLock, deadline)) {
                return 0;
            }
            try {
                return readLocked(destination, deadline);
            } finally {
                readLock.unlock();
            }
        } finally {
            core.leave();
        }
    }

    private int readLocked(ByteBuffer destination, Deadline deadline) throws IOException {
        while (true) {
            int seen = core.reader().epoch();
            int count = readOnce(destination);
            if (count != 0) {
                return count;
            }
            if (deadline.passed()) {
                return 0;
            }
            core.reader().await(deadline, seen);
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
        int count = core.device().read(destination);
        if (count < 0) {
            core.outputEnded();
        }
        return count;
    }

    @Override
    public int tryRead(ByteBuffer destination) throws IOException {
        checkWritable(destination);
        if (!core.enter()) {
            return END;
        }
        try {
            if (!destination.hasRemaining() || !readLock.tryLock()) {
                return 0;
            }
            try {
                return readOnce(destination);
            } finally {
                readLock.unlock();
            }
        } finally {
            core.leave();
        }
    }

    @Override
    public Flow.Publisher<ByteBuffer> publisher() {
        return publisher(ForkJoinPool.commonPool());
    }

    @Override
    public Flow.Publisher<ByteBuffer> publisher(Executor executor) {
        return new OutputPublisher(this, executor);
    }

    /** Claims the output for one subscriber; false when somebody else is reading. */
    boolean claimOutput() {
        if (!readLock.tryLock()) {
            return false;
        }
        try {
            if (subscribed) {
                return false;
            }
            subscribed = true;
            return true;
        } finally {
            readLock.unlock();
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
        if (!core.enter()) {
            return Optional.empty();
        }
        readLock.lock();
        ByteBuffer through = SharedBuffers.take();
        try {
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
        } finally {
            SharedBuffers.giveBack(through);
            readLock.unlock();
            core.leave();
        }
    }

    /** Whether the output is known to have ended; when not, {@code whenChanged} is called if the session is closed. */
    boolean hasEndedForSubscriber(Runnable whenChanged) throws IOException {
        int seen = core.reader().epoch();
        if (!core.enter()) {
            return true;
        }
        try {
            if (!core.reader().callAtWake(whenChanged, seen) && core.isClosing()) {
                throw new AsynchronousCloseException();
            }
            return core.isOutputEnded();
        } finally {
            core.leave();
        }
    }

    /** For {@link InputStream#available}. */
    int available() throws IOException {
        if (!core.enter()) {
            return 0;
        }
        try {
            return core.isOutputEnded() ? 0 : core.device().available();
        } finally {
            core.leave();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return write(source, Deadline.FOREVER, Duration.ZERO);
    }

    @Override
    public int write(ByteBuffer source, Duration stallLimit) throws IOException {
        return write(source, Deadline.nanos(stallLimit), stallLimit);
    }

    private int write(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
        int total = source.remaining();
        enterForWriting();
        try {
            Deadline deadline = Deadline.after(stallNanos);
            if (!lock(writeLock, deadline)) {
                throw stalled(stallLimit, 0);
            }
            try {
                writeLocked(source, stallNanos, stallLimit);
                return total;
            } finally {
                writeLock.unlock();
            }
        } finally {
            core.leave();
        }
    }

    private void writeLocked(ByteBuffer source, long stallNanos, Duration stallLimit) throws IOException {
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

    private int writeOnce(ByteBuffer source) throws IOException {
        if (core.isClosing()) {
            throw new AsynchronousCloseException();
        }
        if (core.children().haveStoppedReading()) {
            throw programGone();
        }
        return core.device().write(source);
    }

    @Override
    public int tryWrite(ByteBuffer source) throws IOException {
        enterForWriting();
        try {
            if (!source.hasRemaining() || !writeLock.tryLock()) {
                return 0;
            }
            try {
                int count = writeOnce(source);
                return count > 0 ? count : core.device().settleWrite(source);
            } finally {
                writeLock.unlock();
            }
        } finally {
            core.leave();
        }
    }

    private void enterForWriting() throws IOException {
        if (!core.enter()) {
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

    /** Waits for another reader or writer to finish; false when the deadline passes. */
    private boolean lock(ReentrantLock lock, Deadline deadline) throws IOException {
        if (lock.tryLock()) {
            return true;
        }
        try {
            if (!lock.tryLock(deadline.remaining(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException failure =
                    new InterruptedIOException("interrupted while another thread uses the terminal");
            failure.initCause(e);
            throw failure;
        }
        return true;
    }

    private static void checkWritable(ByteBuffer destination) {
        if (destination.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
    }

    @Override
    public InputStream inputStream() {
        return inputStream;
    }

    @Override
    public OutputStream outputStream() {
        return outputStream;
    }

    @Override
    public TerminalSize size() throws IOException {
        if (!core.enter()) {
            return core.lastSize();
        }
        try {
            TerminalSize size = core.device().size();
            core.lastSize(size);
            return size;
        } finally {
            core.leave();
        }
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        TerminalSize wanted = core.has(PtyCapability.PIXEL_SIZE) ? size : TerminalSize.of(size.columns(), size.rows());
        if (!core.enter()) {
            core.lastSize(wanted);
            return;
        }
        try {
            core.device().resize(wanted);
            core.lastSize(wanted);
            PtyEvents.resize(wanted);
        } finally {
            core.leave();
        }
    }

    @Override
    public TerminalModes modes() throws IOException {
        core.require(PtyCapability.TERMINAL_MODES, "modes");
        enterForModes("modes");
        try {
            return core.device().modes();
        } finally {
            core.leave();
        }
    }

    @Override
    public void setModes(TerminalModes modes) throws IOException {
        core.require(PtyCapability.TERMINAL_MODES, "setModes");
        enterForModes("setModes");
        try {
            core.device().setModes(modes);
        } finally {
            core.leave();
        }
    }

    private void enterForModes(String operation) throws ClosedChannelException, PtyException {
        if (!core.enter()) {
            throw new PtyException(
                    operation,
                    "the terminal is gone: its output was read to the end; "
                            + core.children().endings());
        }
    }

    @Override
    public Optional<String> terminalName() {
        return terminalName;
    }

    @Override
    public boolean isOpen() {
        return !core.isClosing();
    }

    @Override
    public void close() throws PtyException {
        owner.close();
    }
}
