// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/** A zeroed block of native memory with one owner, who gives it back. */
public final class NativeBlock implements AutoCloseable {

    private final Win32 win32;
    private final long address;
    private final ByteBuffer bytes;
    private final AtomicBoolean freed = new AtomicBoolean();

    /** A block of {@code size} bytes, at least one. */
    public NativeBlock(Win32 win32, int size) {
        this.win32 = win32;
        this.address = win32.allocate(size);
        this.bytes = win32.view(address, size).order(ByteOrder.nativeOrder());
    }

    /** A NUL-terminated copy of a text's UTF-16 units as they are, lone surrogates too. */
    public static NativeBlock text(Win32 win32, CharSequence text) {
        NativeBlock block = new NativeBlock(win32, Character.BYTES * (text.length() + 1));
        block.bytes.asCharBuffer().put(text.toString());
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

    /** Gives the memory back; the second time does nothing. */
    @Override
    public void close() {
        if (freed.compareAndSet(false, true)) {
            win32.free(address);
        }
    }
}
