// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Readiness;

/**
 * Writes to a blocking stream, in a thread that is used only while there is something to write, what was put into a buffer:
 * who finds it full has to wait.
 */
final class InputPump {

    private static final int CAPACITY = 64 * 1024;
    private static final int FIRST_SIZE = 1024;
    private static final byte[] NOTHING = {};

    private final OutputStream input;
    private final Executor executor;
    private final Notice writable = new Notice(this::isWritable);
    private byte[] waiting = NOTHING;
    private int count;
    private boolean running;
    private boolean over;
    private @Nullable Throwable failure;

    InputPump(OutputStream input, Executor executor) {
        this.input = input;
        this.executor = executor;
    }

    Readiness writable() {
        return writable;
    }

    private synchronized boolean isWritable() {
        return count < CAPACITY || over || failure != null;
    }

    /** Takes what fits. Throws what an earlier piece failed of, once and ever after. */
    int write(ByteBuffer source) throws IOException {
        int taken;
        synchronized (this) {
            if (failure != null) {
                throw new PtyException("write", "the program's input is lost: " + failure.getMessage(), failure);
            }
            if (over) {
                // The program has ended, and nobody reads this: as a terminal without a reader takes it.
                taken = source.remaining();
                source.position(source.limit());
                return taken;
            }
            taken = Math.min(source.remaining(), CAPACITY - count);
            ensureRoom(count + taken);
            source.get(waiting, count, taken);
            count += taken;
            if (running || taken == 0) {
                return taken;
            }
            running = true;
        }
        executor.execute(this::drain);
        return taken;
    }

    private void ensureRoom(int size) {
        if (waiting.length < size) {
            waiting = Arrays.copyOf(waiting, Math.min(CAPACITY, Math.max(FIRST_SIZE, 2 * size)));
        }
    }

    private void drain() {
        try {
            for (byte[] piece = take(); piece.length > 0; piece = take()) {
                writable.announce();
                input.write(piece);
                input.flush();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
        writable.announce();
    }

    /** Takes everything that waits; an empty piece ends this run. */
    private synchronized byte[] take() {
        byte[] piece = Arrays.copyOf(waiting, count);
        count = 0;
        running = piece.length > 0;
        return piece;
    }

    private synchronized void fail(Throwable reason) {
        running = false;
        if (failure == null) {
            failure = reason;
        }
        count = 0;
    }

    /** Refuses what will come: whether the program still reads is unknown. */
    void lose() {
        fail(new IOException("the connection was lost"));
        writable.announce();
    }

    /** Drops what waits and will come: the program has ended. */
    void end() {
        synchronized (this) {
            over = true;
            count = 0;
            waiting = NOTHING;
        }
        writable.announce();
    }
}
