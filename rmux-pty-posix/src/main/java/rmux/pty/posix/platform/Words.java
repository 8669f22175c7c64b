// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;

/** Words of four or eight bytes in native memory; those of four are unsigned. */
public final class Words {

    private Words() {}

    /** Reads a word of {@code size} bytes. */
    public static long get(ByteBuffer structure, int offset, int size) {
        return size == Long.BYTES ? structure.getLong(offset) : Integer.toUnsignedLong(structure.getInt(offset));
    }

    /** Writes a word of {@code size} bytes. */
    public static void put(ByteBuffer structure, int offset, int size, long value) {
        if (size == Long.BYTES) {
            structure.putLong(offset, value);
        } else {
            structure.putInt(offset, (int) value);
        }
    }
}
