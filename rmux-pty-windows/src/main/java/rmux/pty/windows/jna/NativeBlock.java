// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A zeroed block of native memory with one owner, who frees it. */
public final class NativeBlock implements AutoCloseable {

    private final Win32 win32;
    private final long address;
    private final ByteBuffer bytes;
    private boolean freed;

    /** A block of {@code size} bytes, at least one. */
    public NativeBlock(Win32 win32, int size) {
        this.win32 = win32;
        this.address = win32.allocate(size);
        this.bytes = viewOrFree(size);
    }

    /** Making the view may fail for lack of heap. */
    private ByteBuffer viewOrFree(int size) {
        boolean viewed = false;
        try {
            ByteBuffer view = win32.view(address, size).order(ByteOrder.nativeOrder());
            viewed = true;
            return view;
        } finally {
            if (!viewed) {
                win32.free(address);
            }
        }
    }

    /** A NUL-terminated copy of a text's UTF-16 units as they are, lone surrogates too. */
    public static NativeBlock text(Win32 win32, CharSequence text) {
        String units = text.toString();
        NativeBlock block = new NativeBlock(win32, Character.BYTES * (units.length() + 1));
        for (int i = 0; i < units.length(); i++) {
            block.bytes.putChar(Character.BYTES * i, units.charAt(i));
        }
        return block;
    }

    /** The address of the first byte. */
    public long address() {
        return address;
    }

    /** The bytes in native order; positions and limits are the caller's business. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Frees the memory. Further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!freed) {
            freed = true;
            win32.free(address);
        }
    }
}
