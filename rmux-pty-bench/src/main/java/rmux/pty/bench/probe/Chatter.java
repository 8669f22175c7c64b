// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.nio.ByteBuffer;

/** What {@code child chatty} writes, hashed as it is read, and computed anew. */
final class Chatter {

    private final Runnable ready;
    private boolean isReady;
    private int hash;
    private long count;

    /** A hash of nothing; {@code ready} is run when the program says that it is. */
    Chatter(Runnable ready) {
        this.ready = ready;
    }

    /** Takes the next piece; serial calls. */
    void take(ByteBuffer piece) {
        if (!isReady) {
            isReady = true;
            piece.get();
            ready.run();
        }
        int now = hash;
        int end = piece.limit();
        for (int i = piece.position(); i < end; i++) {
            now = now * 31 + piece.get(i);
        }
        hash = now;
        count += piece.remaining();
    }

    /** Whether what was taken is the text of a seed, whole and exact. */
    boolean isTextOf(int seed, int bytes) {
        int state = seed;
        int expected = 0;
        for (int i = 0; i < bytes; i++) {
            state = state * 1664525 + 1013904223;
            expected = expected * 31 + 'A' + Integer.remainderUnsigned(state >>> 24, 58);
        }
        return count == bytes && hash == expected;
    }
}
