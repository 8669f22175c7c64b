// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.ByteArrayOutputStream;
import rmux.pty.posix.jna.NativeStrings;

/**
 * A path as the bytes that the system has.
 *
 * <p>A {@link java.nio.file.Path} cannot hold every path that a string or the environment names: in the C locale, one letter
 * beyond ASCII is an unchecked exception.
 */
final class SystemPath {

    private final byte[] bytes;

    private SystemPath(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A path of these bytes, which are not copied. */
    static SystemPath of(byte[] bytes) {
        return new SystemPath(bytes);
    }

    /** The path itself if it is absolute; otherwise what it leads to from this directory. */
    SystemPath resolve(byte[] path) {
        if (bytes.length == 0 || (path.length > 0 && path[0] == '/')) {
            return new SystemPath(path);
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length + 1 + path.length);
        joined.writeBytes(bytes);
        if (bytes[bytes.length - 1] != '/') {
            joined.write('/');
        }
        joined.writeBytes(path);
        return new SystemPath(joined.toByteArray());
    }

    /** The bytes, without a NUL at the end; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The path as text, for messages. */
    @Override
    public String toString() {
        return NativeStrings.decode(bytes);
    }
}
