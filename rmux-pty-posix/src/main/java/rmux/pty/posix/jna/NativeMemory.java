// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import rmux.pty.posix.platform.Platform;

/** What {@link LibC} has besides functions of the C library: memory, and facts about the library. */
final class NativeMemory {

    /** The methods of {@link LibC} that are here. */
    static final Set<String> PROVIDES = Set.of("platform", "has", "allocate", "free", "view", "addressOf");

    private final Platform platform;

    NativeMemory(Platform platform) {
        this.platform = platform;
    }

    public Platform platform() {
        return platform;
    }

    public boolean has(LibC.Symbol symbol) {
        try {
            return NativeLibrary.getProcess()
                    .getFunction(symbol.cName())
                    .getName()
                    .equals(symbol.cName());
        } catch (UnsatisfiedLinkError absent) {
            return false;
        }
    }

    public long allocate(int size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc of " + size + " bytes");
        }
        new Pointer(address).clear(size);
        return address;
    }

    public void free(long address) {
        Native.free(address);
    }

    public ByteBuffer view(long address, int size) {
        return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    }

    public long addressOf(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
