// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A zeroed block of native memory with one owner, who gives it back. */
public final class NativeBlock implements AutoCloseable {

    private final LibC libC;
    private final long address;
    private final ByteBuffer bytes;
    private final AtomicBoolean freed = new AtomicBoolean();

    /** A block of {@code size} bytes, at least one. */
    public NativeBlock(LibC libC, int size) {
        this.libC = libC;
        this.address = libC.allocate(size);
        this.bytes = libC.view(address, size);
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
            libC.free(address);
        }
    }
}
