// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.stdio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.ConsoleApi;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * A console's input as UTF-8.
 *
 * <p>Read as UTF-16: what {@code ReadFile} returns in code page 65001 lacks everything but ASCII on many versions of Windows.
 */
public final class ConsoleReader {

    private static final int MOST_UNITS = 4096;
    private static final int MOST_BYTES_PER_UNIT = 3;

    private final Win32 win32;
    private final ConsoleApi console;
    private final long handle;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private CharBuffer split = CharBuffer.allocate(0);

    ConsoleReader(Win32 win32, ConsoleApi console, long handle) {
        this.win32 = win32;
        this.console = console;
        this.handle = handle;
    }

    /**
     * Reads what was typed; blocks until there is something. For one thread at a time.
     *
     * @param bytes receives at least one byte; must have room for 6
     * @return the number of bytes
     * @throws PtyException if the system reports an error
     */
    public int read(byte[] bytes) throws PtyException {
        int units = Math.min(MOST_UNITS, bytes.length / MOST_BYTES_PER_UNIT - 1);
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        try (NativeBlock block = new NativeBlock(win32, Integer.BYTES + units * Character.BYTES)) {
            while (encoded.position() == 0) { // the first half of a surrogate pair encodes to nothing yet
                Win32Error.check(
                        win32,
                        "ReadConsoleW",
                        console.ReadConsoleW(handle, block.address() + Integer.BYTES, units, block.address()));
                int count = block.bytes().getInt(0);
                CharBuffer text = CharBuffer.allocate(split.remaining() + count).put(split);
                for (int i = 0; i < count; i++) {
                    text.put(block.bytes().getChar(Integer.BYTES + i * Character.BYTES));
                }
                encoder.encode(text.flip(), encoded, false);
                split = text;
            }
        }
        return encoded.position();
    }
}
