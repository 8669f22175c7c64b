// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;

/**
 * Output that was read before anybody asked for it, on systems where an exiting leader waits until its output has been read.
 * Reads of the master take turns here, so that all of it stays in order.
 */
final class EarlyOutput {

    private static final int BLOCK_SIZE = 4096;

    private byte[] bytes = new byte[0];
    private int count;
    private int taken;
    private boolean closed;

    /** How much of it nobody has asked for yet. */
    synchronized int size() {
        return count - taken;
    }

    /** Reads what comes first: what is here, else what the master has. Returns what the call returned. */
    synchronized int read(MasterIo input, OwnedDescriptor master, ByteBuffer destination) {
        if (taken == count) {
            return input.read(master.number(), destination);
        }
        int length = Math.min(count - taken, destination.remaining());
        destination.put(bytes, taken, length);
        taken += length;
        return length;
    }

    /** Whether the master has something; not once it is about to be closed. */
    synchronized boolean isLeft(LibC libC, OwnedDescriptor master) {
        if (closed) {
            return false;
        }
        try (NativeBlock count = new NativeBlock(libC, Integer.BYTES)) {
            long request = libC.platform().wide(Constant.TIOCOUTQ);
            return libC.ioctl(master.number(), request, count.address()) >= 0
                    && count.bytes().getInt(0) > 0;
        }
    }

    /** Reads what the master has now; nothing once it is about to be closed. */
    synchronized void fill(LibC libC, OwnedDescriptor master) {
        if (closed) {
            return;
        }
        try (NativeBlock block = new NativeBlock(libC, BLOCK_SIZE)) {
            ByteBuffer view = block.bytes();
            int length;
            do {
                makeRoom();
                length = libC.read(master.number(), block.address(), BLOCK_SIZE);
                if (length > 0) {
                    view.get(0, bytes, count, length);
                    count += length;
                }
            } while (length > 0);
        }
    }

    /** Before anything is read: what has been read would be lost if there were no memory to keep it. */
    private void makeRoom() {
        if (taken == count) {
            taken = 0;
            count = 0;
        }
        if (bytes.length - count < BLOCK_SIZE) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, 2 * BLOCK_SIZE));
        }
    }

    /** From here on nothing is read beforehand any more. */
    synchronized void close() {
        closed = true;
    }
}
