// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Strings as the bytes that the system sees, in the encoding of file names and arguments. */
public final class NativeStrings {

    /** The JVM's own; plain ASCII, as in the C locale, is widened to UTF-8, which is what terminals speak. */
    private static final Charset CHARSET = charset(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private NativeStrings() {}

    static Charset charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The bytes of a string, without a NUL at the end. */
    public static byte[] encode(String text) {
        return text.getBytes(CHARSET);
    }

    /** The string of bytes. */
    public static String decode(byte[] bytes) {
        return new String(bytes, CHARSET);
    }

    /** A NUL-terminated copy in native memory, which the caller gives back. */
    public static NativeBlock copy(LibC libC, byte[] text) {
        NativeBlock block = new NativeBlock(libC, text.length + 1);
        block.bytes().put(0, text);
        return block;
    }
}
