// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers for reads that do not block: as many as are in use at the same time, whatever the number of sessions, so that
 * a subscribed session that says nothing has no buffer of its own.
 */
final class SharedBuffers {

    /** What one read gives at most: the line discipline of Linux holds no more. */
    static final int SIZE = 4096;

    private static final Queue<ByteBuffer> UNUSED = new ConcurrentLinkedQueue<>();

    private SharedBuffers() {}

    /** Takes a buffer, empty. */
    static ByteBuffer take() {
        ByteBuffer buffer = UNUSED.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    /** Gives a buffer back; called once by whoever took it. */
    static void giveBack(ByteBuffer buffer) {
        UNUSED.add(buffer);
    }
}
