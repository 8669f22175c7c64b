// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.util.ArrayDeque;

/** Bytes on their way. */
final class Bytes {

    private final int room;
    private final ArrayDeque<Byte> queue = new ArrayDeque<>();

    Bytes(int room) {
        this.room = room;
    }

    int size() {
        return queue.size();
    }

    boolean hasRoom() {
        return queue.size() < room;
    }

    void clear() {
        queue.clear();
    }

    int take(byte[] into) {
        int count = Math.min(into.length, queue.size());
        for (int i = 0; i < count; i++) {
            into[i] = queue.remove();
        }
        return count;
    }

    int put(byte[] bytes) {
        int count = Math.min(bytes.length, room - queue.size());
        for (int i = 0; i < count; i++) {
            queue.add(bytes[i]);
        }
        return count;
    }
}
