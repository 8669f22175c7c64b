// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;

/**
 * Reads ahead from a blocking stream, in a thread of its own, as far as the buffer has room: then the program has to wait.
 */
final class OutputPump {

    /** As much as Linux holds of a terminal's output. */
    private static final int CAPACITY = 64 * 1024;

    private static final int LONGEST_READ = 16 * 1024;

    /** A transport may deliver an exit before the last output; some never end the stream while a descendant holds it. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final InputStream output;
    private final Notice readable = new Notice(this::isReadable);
    private final QuietPeriod quietPeriod = new QuietPeriod(QUIET_NANOS, System::nanoTime);
    private final byte[] bytes = new byte[CAPACITY];
    private int start;
    private int count;
    private boolean ended;
    private boolean closed;
    private boolean leaderExited;
    private boolean lost;
    private boolean quiet;
    private boolean endTold;
    private boolean waitsForRoom;
    private @Nullable IOException failure;

    OutputPump(InputStream output) {
        this.output = output;
    }

    Readiness readable() {
        return readable;
    }

    /** Starts reading; with a buffer that is taken from by {@link #read}. */
    void start() throws PtyException {
        Throwable refusal = LibraryThreads.tryStart("output", 0, this::pump);
        if (refusal != null) {
            throw new PtyException("start thread", "no thread to read the program's output: " + refusal, refusal);
        }
    }

    private void pump() {
        byte[] piece = new byte[LONGEST_READ];
        IOException failed = null;
        try {
            int length = room();
            while (length > 0) {
                int read = output.read(piece, 0, length);
                if (read < 0) {
                    break;
                }
                put(piece, read);
                length = room();
            }
        } catch (IOException e) {
            failed = e;
        } catch (RuntimeException | Error e) {
            failed = new PtyException("read", "the stream of the program's output failed: " + e, e);
        } finally {
            end(failed);
        }
    }

    /** Waits for room; returns 0 once closed. */
    private synchronized int room() {
        waitsForRoom = true;
        while (count == CAPACITY && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // An interrupt that the stream's own code left behind is meant for nobody here.
            }
        }
        waitsForRoom = false;
        quietPeriod.restart();
        notifyAll();
        return closed ? 0 : Math.min(LONGEST_READ, CAPACITY - count);
    }

    private void put(byte[] piece, int length) {
        synchronized (this) {
            int end = (start + count) % CAPACITY;
            int first = Math.min(length, CAPACITY - end);
            System.arraycopy(piece, 0, bytes, end, first);
            System.arraycopy(piece, first, bytes, 0, length - first);
            count += length;
        }
        readable.announce();
    }

    private void end(@Nullable IOException failed) {
        synchronized (this) {
            ended = true;
            failure = failed;
            notifyAll();
        }
        readable.announce();
    }

    private synchronized boolean isReadable() {
        return count > 0 || ended || quiet;
    }

    /** Takes what has been read ahead; throws what ended the stream once everything before it has been taken. */
    synchronized int read(ByteBuffer destination) throws IOException {
        if (count == 0 || endTold) {
            if (!leaderExited && !endTold) {
                throwLoss();
            }
            endTold |= ended || quiet;
            return endTold ? TerminalDevice.END : 0;
        }
        int taken = Math.min(count, destination.remaining());
        int first = Math.min(taken, CAPACITY - start);
        destination.put(bytes, start, first).put(bytes, 0, taken - first);
        start = (start + taken) % CAPACITY;
        count -= taken;
        notifyAll();
        return taken;
    }

    private void throwLoss() throws PtyException {
        if (failure != null) {
            throw new PtyException("read", "the connection to the program was lost: " + failure.getMessage(), failure);
        }
        if (lost && quiet && !ended) {
            throw new PtyException("read", "the connection to the program was lost, and its exit is not known");
        }
    }

    synchronized int available() {
        return count;
    }

    /** Nothing more is known of the program: a stream that does not end by itself fails when it is quiet (rule REM-03). */
    synchronized void lose() {
        lost = true;
    }

    /** The program has ended: a stream that fails from now on has ended, too. */
    synchronized void leaderExited() {
        leaderExited = true;
    }

    /**
     * Waits until the stream has ended or nothing has come for a while, although there was room; then the output ends once
     * everything has been taken. The last of it may be on its way behind the notice of the exit, however long nothing had come
     * before that.
     */
    void endWhenQuiet() {
        synchronized (this) {
            quietPeriod.restart();
            long nanos = quietPeriod.look();
            while (!ended && !closed && nanos > 0) {
                await(waitsForRoom ? Long.MAX_VALUE : nanos);
                nanos = waitsForRoom ? Long.MAX_VALUE : quietPeriod.look();
            }
            quiet = true;
        }
        readable.announce();
    }

    /** Waits for a change, or so long. */
    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            // As above.
        }
    }

    /** Stops reading; a read in progress ends when the stream is closed. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
