// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Platform;

/** Memory is that of this process; strings of the model have one byte for each letter. */
public final class Memory {

    private static final int POINTER = 8;

    private final LibC real = NativeAccess.libC();
    private final Xnu kernel;

    Memory(Xnu kernel) {
        this.kernel = kernel;
    }

    public Platform platform() {
        return kernel.platform;
    }

    public boolean has(LibC.Symbol symbol) {
        return symbol == LibC.Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP;
    }

    public long allocate(int size) {
        return real.allocate(size);
    }

    public void free(long address) {
        real.free(address);
    }

    public ByteBuffer view(long address, int size) {
        return real.view(address, size);
    }

    public long addressOf(ByteBuffer direct) {
        return real.addressOf(direct);
    }

    String text(long address) {
        int length = 0;
        while (view(address + length, 1).get(0) != 0) {
            length++;
        }
        return new String(bytes(address, length), StandardCharsets.UTF_8);
    }

    byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        if (length > 0) {
            view(address, length).get(0, bytes);
        }
        return bytes;
    }

    void put(long address, byte[] bytes) {
        if (bytes.length > 0) {
            view(address, bytes.length).put(0, bytes);
        }
    }

    void putInt(long address, int value) {
        view(address, Integer.BYTES).putInt(0, value);
    }

    List<String> vector(long address) {
        List<String> strings = new ArrayList<>();
        for (long next = address; view(next, POINTER).getLong(0) != 0; next += POINTER) {
            strings.add(text(view(next, POINTER).getLong(0)));
        }
        return strings;
    }
}
