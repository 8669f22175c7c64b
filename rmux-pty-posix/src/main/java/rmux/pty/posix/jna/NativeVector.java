// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import java.util.List;
import rmux.pty.posix.platform.Words;

/** A NULL-terminated vector of NUL-terminated strings, as {@code argv} and {@code envp} are, in one block of native memory. */
public final class NativeVector implements AutoCloseable {

    private final NativeBlock block;

    /** A copy of the strings. */
    public NativeVector(LibC libC, List<byte[]> strings) {
        int word = libC.platform().wordSize();
        int table = (strings.size() + 1) * word;
        int text = strings.stream().mapToInt(s -> s.length + 1).sum();
        block = new NativeBlock(libC, table + text);
        ByteBuffer bytes = block.bytes();
        int offset = table;
        for (int i = 0; i < strings.size(); i++) {
            Words.put(bytes, i * word, word, block.address() + offset);
            bytes.put(offset, strings.get(i));
            offset += strings.get(i).length + 1;
        }
    }

    /** The address of the vector. */
    public long address() {
        return block.address();
    }

    @Override
    public void close() {
        block.close();
    }
}
