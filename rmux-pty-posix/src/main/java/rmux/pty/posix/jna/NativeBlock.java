// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Words;

/** A zeroed block of native memory with one owner, who frees it. */
public final class NativeBlock implements AutoCloseable {

    private final LibC libC;
    private final long address;
    private final int size;
    private volatile @Nullable ByteBuffer bytes;
    private final AtomicBoolean freed = new AtomicBoolean();

    /** A block of {@code size} bytes, at least one. */
    public NativeBlock(LibC libC, int size) {
        this.libC = libC;
        this.address = libC.allocate(size);
        this.size = size;
    }

    /** The address of the first byte. */
    public long address() {
        return address;
    }

    /** The bytes in native order; positions and limits are the caller's business. Made at the first call, for many need none. */
    public ByteBuffer bytes() {
        ByteBuffer made = bytes;
        if (made == null) {
            made = libC.view(address, size);
            bytes = made;
        }
        return made;
    }

    /** Reads a word, as wide as a pointer of the platform. */
    public long word(int offset) {
        return Words.get(bytes(), offset, libC.platform().wordSize());
    }

    /** Writes a word, as wide as a pointer of the platform. */
    public void putWord(int offset, long value) {
        Words.put(bytes(), offset, libC.platform().wordSize(), value);
    }

    /** Frees the memory; the second time does nothing. */
    @Override
    public void close() {
        if (freed.compareAndSet(false, true)) {
            libC.free(address);
        }
    }
}
