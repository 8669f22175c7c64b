// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;

/** {@code struct epoll_event}: 32 bits of events and 64 of the caller's data. */
public final class EpollEvent {

    private final int size;
    private final int dataOffset;

    /** The structure of a platform. */
    public EpollEvent(Platform platform) {
        this.size = platform.number(Constant.EPOLL_EVENT_SIZE);
        this.dataOffset = platform.number(Constant.EPOLL_EVENT_DATA_OFFSET);
    }

    /** Returns its size in bytes. */
    public int size() {
        return size;
    }

    /** Writes the events and the data of one structure. */
    public void write(ByteBuffer structures, int index, int events, long data) {
        structures.putInt(index * size, events);
        structures.putLong(index * size + dataOffset, data);
    }

    /** Reads the events of one structure. */
    public int events(ByteBuffer structures, int index) {
        return structures.getInt(index * size);
    }

    /** Reads the data of one structure. */
    public long data(ByteBuffer structures, int index) {
        return structures.getLong(index * size + dataOffset);
    }
}
