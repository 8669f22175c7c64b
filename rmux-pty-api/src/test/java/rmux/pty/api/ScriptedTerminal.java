// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;

/** A device that gives what a test has put in, takes what a test lets it, and counts how it is treated. */
final class ScriptedTerminal implements TerminalDevice {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> output = new ArrayDeque<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable Runnable onReadable;
    private long singles;
    private boolean outputEnded;
    private final Direction readable = new Direction(() -> singles > 0 || !output.isEmpty() || outputEnded);
    private int room;
    private final Direction writable = new Direction(() -> room > 0);
    private int inFlight;
    private int closes;
    private int resizes;
    private boolean usedAfterClose;
    private boolean sawDirectBuffer;
    private Runnable beforeNextRead = () -> {};
    private @Nullable IOException closeFailure;

    private <T> T locked(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            usedAfterClose |= closes > 0;
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        Runnable told = locked(() -> {
            change.run();
            changed.signalAll();
            Runnable action = onReadable;
            onReadable = null;
            return action == null ? () -> {} : action;
        });
        told.run();
    }

    void print(String text) {
        print(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Prints what one read returns. */
    void print(byte[] piece) {
        change(() -> output.add(piece));
    }

    byte[] written() {
        return locked(written::toByteArray);
    }

    /** Prints bytes that are read one at a time. */
    void printSingly(long count) {
        change(() -> singles += count);
    }

    void endOutput() {
        change(() -> outputEnded = true);
    }

    /** Lets this many more bytes be written. */
    void makeRoom(int bytes) {
        change(() -> room += bytes);
    }

    /** The next write is taken by the system but not finished; settling it tells that so many bytes were. */
    void putInFlight(int settled) {
        change(() -> inFlight = settled);
    }

    /** Runs once, between a reader's checks and the reading. */
    void beforeNextRead(Runnable action) {
        beforeNextRead = action;
    }

    /** Whether a direct buffer was ever passed to this device. */
    boolean sawDirectBuffer() {
        return locked(() -> sawDirectBuffer);
    }

    void failClose(IOException failure) {
        closeFailure = failure;
    }

    int closes() {
        lock.lock();
        try {
            return closes;
        } finally {
            lock.unlock();
        }
    }

    int resizes() {
        return locked(() -> resizes);
    }

    boolean wasUsedAfterClose() {
        lock.lock();
        try {
            return usedAfterClose;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(ByteBuffer destination) {
        return locked(() -> {
            sawDirectBuffer |= destination.isDirect();
            beforeNextRead.run();
            beforeNextRead = () -> {};
            if (singles > 0) {
                singles--;
                destination.put((byte) 'x');
                return 1;
            }
            byte[] next = output.poll();
            if (next == null) {
                return outputEnded ? END : 0;
            }
            int count = Math.min(next.length, destination.remaining());
            destination.put(next, 0, count);
            if (count < next.length) {
                output.addFirst(java.util.Arrays.copyOfRange(next, count, next.length));
            }
            return count;
        });
    }

    @Override
    public Readiness readable() {
        return readable;
    }

    @Override
    public Readiness writable() {
        return writable;
    }

    private final class Direction implements KernelReadiness {
        private final java.util.function.BooleanSupplier ready;
        private boolean raised;

        Direction(java.util.function.BooleanSupplier ready) {
            this.ready = ready;
        }

        @Override
        public void await(long nanos) {
            locked(() -> {
                long left = nanos;
                while (!ready.getAsBoolean() && !raised && left > 0) {
                    if (nanos == Long.MAX_VALUE) {
                        changed.awaitUninterruptibly();
                    } else {
                        left = awaitOnce(left);
                    }
                }
                raised = false;
                return true;
            });
        }

        @Override
        public void notifyOnce(Runnable action) {
            boolean now = locked(() -> {
                if (ready.getAsBoolean()) {
                    return true;
                }
                onReadable = action;
                return false;
            });
            if (now) {
                action.run();
            }
        }

        @Override
        public void wake() {
            change(() -> raised = true);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private long awaitOnce(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // a native wait does not notice; the hook raises the wake-up
            return nanos - TimeUnit.MICROSECONDS.toNanos(100);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        return locked(() -> {
            sawDirectBuffer |= source.isDirect();
            int count = Math.min(room, source.remaining());
            room -= count;
            byte[] taken = new byte[count];
            source.get(taken);
            written.writeBytes(taken);
            return count;
        });
    }

    @Override
    public int settleWrite(ByteBuffer source) {
        return locked(() -> {
            int count = inFlight;
            inFlight = 0;
            source.position(source.position() + count);
            return count;
        });
    }

    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (!keepOutputOpen) {
            endOutput();
        }
    }

    @Override
    public void resize(TerminalSize size) {
        change(() -> resizes++);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closes++;
            if (closeFailure != null) {
                throw closeFailure;
            }
        } finally {
            lock.unlock();
        }
    }
}
