// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A direct buffer through which a stream's bytes go, made at the first need: a backend hands it to the system as it is, and no
 * call makes an object. One user at a time; another one, who finds it taken, does with a buffer of its own.
 */
final class StreamBuffer {

    /** More than a terminal of Linux gives or takes at a time, which is 4,095 bytes. */
    static final int SIZE = 8192;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ByteBuffer buffer;

    /** Takes the buffer, empty and with room for {@code length} bytes; null when it is in use. */
    @Nullable
    ByteBuffer take(int length) {
        if (!lock.tryLock()) {
            return null;
        }
        ByteBuffer taken = buffer;
        if (taken == null) {
            taken = ByteBuffer.allocateDirect(SIZE);
            buffer = taken;
        }
        return taken.clear().limit(Math.min(length, SIZE));
    }

    /** Returns it to its place; called by whoever took it. */
    void giveBack() {
        lock.unlock();
    }
}
