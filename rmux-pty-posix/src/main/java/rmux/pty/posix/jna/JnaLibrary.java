// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import rmux.pty.posix.platform.Platform;

/** What {@link JnaLibC} has besides the functions themselves: memory, and the functions that may be missing. */
abstract class JnaLibrary implements LibC {

    private final Map<Symbol, Function> optional = new EnumMap<>(Symbol.class);
    private final NativeMemory memory;

    JnaLibrary(Platform platform) {
        this.memory = new NativeMemory(platform);
        NativeLibrary process = NativeLibrary.getProcess();
        for (Symbol symbol : Symbol.values()) {
            try {
                optional.put(symbol, process.getFunction(symbol.cName()));
            } catch (UnsatisfiedLinkError absent) {
                // An older or smaller C library: the spawn recipe does without.
            }
        }
    }

    /** For functions that return their error: the posix_spawn family and ptsname_r. */
    static int negated(int error) {
        return -error;
    }

    @Override
    public Platform platform() {
        return memory.platform();
    }

    @Override
    public boolean has(Symbol symbol) {
        return optional.containsKey(symbol);
    }

    /** Calls a function that returns its error and may be missing. */
    final int callOptional(Symbol symbol, Object... arguments) {
        Function function = optional.get(symbol);
        if (function == null) {
            throw new IllegalStateException("the C library lacks " + symbol.cName());
        }
        return negated(function.invokeInt(arguments));
    }

    @Override
    public long allocate(int size) {
        return memory.allocate(size);
    }

    @Override
    public void free(long address) {
        memory.free(address);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return memory.view(address, size);
    }

    @Override
    public long addressOf(ByteBuffer direct) {
        return memory.addressOf(direct);
    }
}
