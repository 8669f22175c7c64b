// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.nio.ByteBuffer;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;

/**
 * Reads files of {@code /proc} by the system calls themselves.
 *
 * <p>While a session is being closed, memory may run out at any time, and java.io and java.nio lose a descriptor if that happens
 * while they open a file. Here no object is made between opening and closing. Not safe for use by several threads.
 */
final class SmallFile implements AutoCloseable {

    /** Of a name, without its end. */
    private static final int LONGEST_NAME = 63;

    private final LibC libC;
    private final int flags;
    private final NativeBlock name;
    private final NativeBlock content;
    private final byte[] bytes;

    /** A reader of at most {@code longest} bytes of a file. */
    SmallFile(int longest) {
        this.libC = NativeAccess.libC();
        this.flags = libC.platform().flags(Constant.O_RDONLY, Constant.O_CLOEXEC);
        this.bytes = new byte[longest];
        this.name = new NativeBlock(libC, LONGEST_NAME + 1);
        this.content = new NativeBlock(libC, longest);
    }

    /** Reads a file, whose name is ASCII; returns how many bytes of {@link #bytes} it fills, or a negative error number. */
    int read(String file) {
        ByteBuffer path = name.bytes();
        ByteBuffer read = content.bytes();
        int length = Math.min(file.length(), LONGEST_NAME);
        for (int i = 0; i < length; i++) {
            path.put(i, (byte) file.charAt(i));
        }
        path.put(length, (byte) 0);
        int descriptor = libC.open(name.address(), flags);
        if (descriptor < 0) {
            return descriptor;
        }
        int count;
        try {
            count = libC.read(descriptor, content.address(), bytes.length);
        } finally {
            libC.close(descriptor);
        }
        if (count > 0) {
            read.get(0, bytes, 0, count);
        }
        return count;
    }

    /** What was read last. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try (name) {
            content.close();
        }
    }
}
