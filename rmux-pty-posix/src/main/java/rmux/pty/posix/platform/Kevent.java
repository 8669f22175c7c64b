// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;

/** {@code struct kevent}, an array of which {@code kevent(2)} reads and writes. */
public final class Kevent {

    private final Platform platform;
    private final int size;

    /** The structure as a platform has it. */
    public Kevent(Platform platform) {
        this.platform = platform;
        this.size = platform.number(Constant.KEVENT_SIZE);
    }

    /** Returns the size of one element. */
    public int size() {
        return size;
    }

    /** Writes one element: what is identified by a filter's kind of number, and what to do about it. */
    public void write(
            ByteBuffer array, int index, long identifier, Constant filter, int flags, int filterFlags, long key) {
        int start = index * size;
        array.putLong(start, identifier);
        array.putShort(start + platform.number(Constant.KEVENT_FILTER_OFFSET), (short) platform.number(filter));
        array.putShort(start + platform.number(Constant.KEVENT_FLAGS_OFFSET), (short) flags);
        array.putInt(start + platform.number(Constant.KEVENT_FILTER_FLAGS_OFFSET), filterFlags);
        array.putLong(start + platform.number(Constant.KEVENT_DATA_OFFSET), 0);
        array.putLong(start + platform.number(Constant.KEVENT_USER_DATA_OFFSET), key);
    }

    /** Returns whether an element is about a filter. */
    public boolean isOf(ByteBuffer array, int index, Constant filter) {
        return array.getShort(index * size + platform.number(Constant.KEVENT_FILTER_OFFSET))
                == (short) platform.number(filter);
    }

    /** Returns the flags of an element. */
    public int flags(ByteBuffer array, int index) {
        return array.getShort(index * size + platform.number(Constant.KEVENT_FLAGS_OFFSET)) & 0xffff;
    }

    /** Returns the key of an element. */
    public long key(ByteBuffer array, int index) {
        return array.getLong(index * size + platform.number(Constant.KEVENT_USER_DATA_OFFSET));
    }
}
