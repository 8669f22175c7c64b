// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.EventThread;

/**
 * A terminal made of two overlapped pipes, whose other ends a console host has. What differs between hosts is a {@link ConsoleHost}.
 *
 * <p>A platform thread waits in the kernel for its own operation or the wake-up event; for others a registered wait does.
 */
public final class PipeDevice implements TerminalDevice {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What a console host does besides moving bytes. */
    public interface ConsoleHost {

        /**
         * Sets the size; not an error after the program has exited. May return before a host that is slow has taken it, and must
         * do so soon after {@link #wake}.
         */
        void resize(TerminalSize size) throws PtyException;

        /** Makes calls that wait for the host return soon: the session is about to be closed. Does not block. */
        default void wake() {}

        /** Has the host deliver what it holds, and then end the output. Does not block. */
        void endOutput();

        /** Hangs up, and has the output end. Does not block: our end of the output is then drained and closed. */
        void close() throws PtyException;
    }

    private final EventThread events;
    private final ConsoleHost host;
    private final OverlappedReader reader;
    private final OverlappedWriter writer;
    private final InjectedInput side;
    private final EventWait readWait;
    private final EventWait writeWait;
    private final OutputReadiness readable = new OutputReadiness();
    private final InputReadiness writable = new InputReadiness();
    private final OutputFilter filter;
    private final Object readLock = new Object();
    private final Object writeLock = new Object();
    private final Cleanup owned;
    private final Queue<PtyException> failures = new ConcurrentLinkedQueue<>();
    private volatile long lastOutput = System.nanoTime();

    /**
     * Takes over our ends of the pipes; when this fails, they are still the caller's.
     *
     * @param filterFor makes the filter of the output, which may answer by the given writer
     */
    public PipeDevice(
            Win32 win32,
            EventThread events,
            OwnedHandle input,
            OwnedHandle output,
            ConsoleHost host,
            Function<InjectedInput, OutputFilter> filterFor)
            throws PtyException {
        this.events = events;
        this.host = host;
        try (Cleanup undo = new Cleanup()) {
            this.reader = new OverlappedReader(win32, output);
            undo.add(reader::close);
            this.writer = new OverlappedWriter(win32, input);
            undo.add(writer::close);
            this.side = new InjectedInput(win32, input);
            this.readWait = new EventWait(win32, events, reader.event());
            undo.add(readWait::close);
            this.writeWait = new EventWait(win32, events, writer.event());
            undo.add(writeWait::close);
            this.filter = filterFor.apply(side);
            this.owned = new Cleanup();
            owned.add(events::release);
            owned.add(input);
            owned.add(output);
            owned.add(writer::close);
            owned.add(side::close);
            owned.add(reader::close);
            owned.add(writeWait::close);
            owned.add(readWait::close);
            owned.add(this::drain);
            owned.add(host::close);
            events.hold();
            undo.keep();
        }
    }

    /** For bytes of our own in the input. */
    public InjectedInput side() {
        return side;
    }

    @Override
    public int read(ByteBuffer destination) throws PtyException {
        synchronized (readLock) {
            while (true) {
                int taken = filter.take(destination);
                if (taken > 0) {
                    return taken;
                }
                if (!reader.fill()) {
                    if (!reader.isAtEnd()) {
                        return 0;
                    }
                    filter.end();
                    if (!filter.hasOutput()) {
                        return END;
                    }
                } else {
                    lastOutput = System.nanoTime();
                    if (filter.isDone()) {
                        return copy(reader.bytes(), destination);
                    }
                    filter.accept(reader.bytes());
                }
            }
        }
    }

    /** For how long nothing has been read; does not look whether there is something. Any thread, at any time. */
    public long nanosSinceOutput() {
        return System.nanoTime() - lastOutput;
    }

    /** For how long nothing has come from the host; 0 while something is there that was not read. */
    public long nanosQuiet() throws PtyException {
        synchronized (readLock) {
            if (reader.fill()) {
                lastOutput = System.nanoTime();
            }
            return nanosSinceOutput();
        }
    }

    private static int copy(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), count);
        to.position(to.position() + count);
        from.position(from.position() + count);
        return count;
    }

    @Override
    public int available() throws PtyException {
        synchronized (readLock) {
            if (reader.fill() && !filter.isDone()) {
                filter.accept(reader.bytes());
            }
            return filter.available() + (filter.isDone() ? reader.bytes().remaining() : 0);
        }
    }

    /** Whether reading may succeed at once; when not, a read is under way. */
    private boolean isReadable() throws PtyException {
        synchronized (readLock) {
            return filter.hasOutput() || reader.fill() || reader.isAtEnd();
        }
    }

    private long nanosToDeadline() {
        synchronized (readLock) {
            return filter.nanosToDeadline();
        }
    }

    @Override
    public Readiness readable() {
        return readable;
    }

    /** Output that has arrived, or whose time in the filter is over. */
    private final class OutputReadiness implements KernelReadiness {
        @Override
        public void await(long nanos) throws PtyException {
            if (!isReadable()) {
                readWait.await(Math.min(nanos, nanosToDeadline()));
            }
        }

        @Override
        public void notifyOnce(Runnable action) throws PtyException {
            if (isReadable()) {
                action.run();
                return;
            }
            readWait.onSignal(action);
            long deadline = nanosToDeadline();
            if (deadline != Long.MAX_VALUE) {
                events.postLater(new EventThread.Event(action), deadline);
            }
        }

        @Override
        public void wake() {
            wakeUp(readWait);
        }
    }

    @Override
    public int write(ByteBuffer source) throws PtyException {
        synchronized (writeLock) {
            return writer.write(source);
        }
    }

    @Override
    public int settleWrite(ByteBuffer source) throws PtyException {
        synchronized (writeLock) {
            return writer.settle(source);
        }
    }

    private boolean isWriteInFlight() {
        synchronized (writeLock) {
            return writer.isInFlight();
        }
    }

    @Override
    public Readiness writable() {
        return writable;
    }

    /** No write in flight. */
    private final class InputReadiness implements KernelReadiness {
        @Override
        public void await(long nanos) throws PtyException {
            if (isWriteInFlight()) {
                writeWait.await(nanos);
            }
        }

        @Override
        public void notifyOnce(Runnable action) throws PtyException {
            if (isWriteInFlight()) {
                writeWait.onSignal(action);
            } else {
                action.run();
            }
        }

        @Override
        public void wake() {
            wakeUp(writeWait);
        }
    }

    private void wakeUp(EventWait wait) {
        host.wake();
        try {
            wait.wake();
        } catch (PtyException e) {
            later(e);
        }
    }

    /** The console host goes on until it has delivered; both directions look again once. */
    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (keepOutputOpen) {
            return;
        }
        host.endOutput();
        try {
            reader.nudge();
            writer.nudge();
        } catch (PtyException e) {
            later(e);
        }
    }

    /** For calls that cannot throw: the failure comes out of {@link #close}. */
    private void later(PtyException failure) {
        LOGGER.log(Level.WARNING, "waiting threads may not be notified of what happened", failure);
        failures.add(failure);
    }

    @Override
    public void resize(TerminalSize wanted) throws PtyException {
        host.resize(wanted);
    }

    /**
     * Drains what the host still has to say, so that it can end, which breaks the pipe. If a program keeps it from ending,
     * our end goes after a while anyway, and the host cannot wait for us any longer. (The conhost of Wine 8 never ends
     * when the pipes break under it first.)
     */
    private void drain() throws PtyException {
        long end = System.nanoTime() + DRAIN_NANOS;
        synchronized (readLock) {
            while (!reader.isAtEnd() && System.nanoTime() - end < 0) {
                if (reader.fill()) {
                    reader.bytes().position(reader.bytes().limit());
                } else if (!reader.isAtEnd()) {
                    readWait.awaitEvent(Math.max(1, end - System.nanoTime()));
                }
            }
        }
    }

    /** Hangs up, drains what is left, and releases everything; takes half a second at most, usually much less. */
    @Override
    public void close() throws PtyException {
        failures.forEach(failure -> owned.add(() -> {
            throw failure;
        }));
        owned.close();
    }
}
