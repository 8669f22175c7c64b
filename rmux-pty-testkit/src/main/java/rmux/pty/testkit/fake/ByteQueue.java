// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.nio.ByteBuffer;

/** A bounded queue of bytes; guarded by the kernel's lock. */
final class ByteQueue {

    private final byte[] bytes;
    private int head;
    private int size;

    ByteQueue(int capacity) {
        this.bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    int room() {
        return bytes.length - size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int b) {
        if (size == bytes.length) {
            throw new IllegalStateException("the queue is full");
        }
        bytes[(head + size++) % bytes.length] = (byte) b;
    }

    int remove() {
        byte b = bytes[head];
        head = (head + 1) % bytes.length;
        size--;
        return Byte.toUnsignedInt(b);
    }

    /** Moves up to {@code most} bytes to a buffer; returns how many. */
    int drainTo(ByteBuffer destination, int most) {
        int count = Math.min(Math.min(size, destination.remaining()), most);
        int first = Math.min(count, bytes.length - head);
        destination.put(bytes, head, first).put(bytes, 0, count - first);
        head = (head + count) % bytes.length;
        size -= count;
        return count;
    }

    void clear() {
        size = 0;
    }
}
