// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;

/**
 * Moves bytes between a caller's buffer and a descriptor, without garbage.
 *
 * <p>A heap buffer goes through a native block, made at the first need; a direct one is handed to the kernel as it is. The
 * address of the direct buffer seen last is remembered, since callers use the same one again and again; the buffer is not kept,
 * and its memory is its own (those of arenas do not come here). One thread at a time.
 */
final class MasterIo implements AutoCloseable {

    /** The kernel's line discipline holds 4,095 bytes for the reader (N_TTY_BUF_SIZE), so that more would be of no use. */
    private static final int BLOCK_SIZE = 4096;

    /** {@code read(2)} or {@code write(2)}. */
    interface Transfer {
        int run(int fd, long address, int count);
    }

    private final LibC libC;
    private final Transfer transfer;
    private @Nullable NativeBlock block;
    private WeakReference<@Nullable ByteBuffer> lastDirect = new WeakReference<>(null);
    private long lastAddress;

    MasterIo(LibC libC, Transfer transfer) {
        this.libC = libC;
        this.transfer = transfer;
    }

    /** Reads into a buffer and advances its position; returns what the call returned. */
    int read(int fd, ByteBuffer destination) {
        int room = destination.remaining();
        int position = destination.position();
        if (destination.isDirect()) {
            int count = transfer.run(fd, addressOf(destination) + position, room);
            if (count > 0) {
                destination.position(position + count);
            }
            return count;
        }
        NativeBlock through = block();
        int count = transfer.run(fd, through.address(), Math.min(room, BLOCK_SIZE));
        if (count > 0) {
            destination.put(position, through.bytes(), 0, count);
            destination.position(position + count);
        }
        return count;
    }

    /** Writes from a buffer and advances its position; returns what the call returned. */
    int write(int fd, ByteBuffer source) {
        int position = source.position();
        int count;
        if (source.isDirect()) {
            count = transfer.run(fd, addressOf(source) + position, source.remaining());
        } else {
            NativeBlock through = block();
            int length = Math.min(source.remaining(), BLOCK_SIZE);
            through.bytes().put(0, source, position, length);
            count = transfer.run(fd, through.address(), length);
        }
        if (count > 0) {
            source.position(position + count);
        }
        return count;
    }

    private NativeBlock block() {
        NativeBlock made = block;
        if (made == null) {
            made = new NativeBlock(libC, BLOCK_SIZE);
            block = made;
        }
        return made;
    }

    private long addressOf(ByteBuffer direct) {
        if (!lastDirect.refersTo(direct)) {
            lastAddress = libC.addressOf(direct);
            lastDirect = new WeakReference<>(direct);
        }
        return lastAddress;
    }

    @Override
    public void close() {
        lastDirect.clear();
        if (block != null) {
            block.close();
            block = null;
        }
    }
}
