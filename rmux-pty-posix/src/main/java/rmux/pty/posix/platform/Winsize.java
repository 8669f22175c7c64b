// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;
import rmux.pty.api.TerminalSize;

/** {@code struct winsize}: rows, columns, width and height in pixels, unsigned 16 bits each, on every system. */
public final class Winsize {

    /** Its size in bytes. */
    public static final int SIZE = 8;

    private Winsize() {}

    /** Writes a size into the structure. */
    public static void write(ByteBuffer structure, TerminalSize size) {
        structure.putShort(0, (short) size.rows());
        structure.putShort(2, (short) size.columns());
        structure.putShort(4, (short) size.widthPixels());
        structure.putShort(6, (short) size.heightPixels());
    }

    /** Reads a size; a program may have set what we would not, which is brought into range. */
    public static TerminalSize read(ByteBuffer structure) {
        return new TerminalSize(
                cells(structure.getShort(2)),
                cells(structure.getShort(0)),
                Short.toUnsignedInt(structure.getShort(4)),
                Short.toUnsignedInt(structure.getShort(6)));
    }

    private static int cells(short value) {
        return Math.max(1, Math.min(TerminalSize.MAX_CELLS, Short.toUnsignedInt(value)));
    }
}
