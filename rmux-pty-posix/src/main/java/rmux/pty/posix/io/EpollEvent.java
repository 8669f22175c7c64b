// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.nio.ByteBuffer;

/**
 * {@code struct epoll_event}: 32 bits of events and 64 of the caller's data; packed on x86-64 alone ({@code
 * linux/eventpoll.h}, {@code EPOLL_PACKED}).
 */
final class EpollEvent {

    private static final int DATA_OFFSET = System.getProperty("os.arch", "").equals("amd64") ? 4 : 8;

    /** Its size in bytes. */
    static final int SIZE = DATA_OFFSET + Long.BYTES;

    private EpollEvent() {}

    static void write(ByteBuffer structures, int index, int events, long data) {
        structures.putInt(index * SIZE, events);
        structures.putLong(index * SIZE + DATA_OFFSET, data);
    }

    static int events(ByteBuffer structures, int index) {
        return structures.getInt(index * SIZE);
    }

    static long data(ByteBuffer structures, int index) {
        return structures.getLong(index * SIZE + DATA_OFFSET);
    }
}
