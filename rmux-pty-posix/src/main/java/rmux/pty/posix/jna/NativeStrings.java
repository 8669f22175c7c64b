// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Strings as the bytes that the system sees, in the encoding of file names and arguments.
 *
 * <p>That is the JVM's own, except for strings that it cannot express: they are encoded in UTF-8, which is what terminals
 * speak, and not with question marks. Plain ASCII, the encoding of the C locale, is widened to UTF-8 altogether.
 */
public final class NativeStrings {

    private static final Charset CHARSET = charset(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final int HEXADECIMAL = 16;

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
        return encode(text, CHARSET);
    }

    static byte[] encode(String text, Charset charset) {
        boolean lossless =
                charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(text);
        return text.getBytes(lossless ? charset : StandardCharsets.UTF_8);
    }

    /** The bytes of an absolute path, which may be no text in any encoding; the form as a URI has them. */
    public static byte[] encode(Path path) {
        String uri = path.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '%') {
                bytes.write(Integer.parseInt(uri.substring(i + 1, i + 3), HEXADECIMAL));
                i += 2;
            } else {
                bytes.write(uri.charAt(i));
            }
        }
        byte[] all = bytes.toByteArray();
        boolean slash = all.length > 1 && all[all.length - 1] == '/'; // marks a directory
        return slash ? Arrays.copyOf(all, all.length - 1) : all;
    }

    /** The string of bytes. */
    public static String decode(byte[] bytes) {
        return new String(bytes, CHARSET);
    }

    /** A NUL-terminated copy in native memory, which the caller releases. */
    public static NativeBlock copy(LibC libC, byte[] text) {
        NativeBlock block = new NativeBlock(libC, text.length + 1);
        block.bytes().put(0, text);
        return block;
    }
}
