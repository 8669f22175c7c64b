// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.Locale;
import rmux.pty.api.internal.events.Printable;

/**
 * What the operating system said when it refused: a number, its symbol and its text.
 *
 * @param kind which numbering the code belongs to
 * @param code the number
 * @param symbol its name in the system's headers, such as {@code ENOENT}; {@code "?"} when it is not known
 * @param text what the system says about it, such as {@code No such file or directory}
 */
public record NativeError(Kind kind, long code, String symbol, String text) {

    /**
     * A numbering of errors. Backends may add their own, such as {@code http} for the status of a response.
     *
     * @param name the name of the numbering, in lower case
     */
    public record Kind(String name) {
        /** {@code errno(3)} of a POSIX system. */
        public static final Kind ERRNO = new Kind("errno");

        /** {@code GetLastError} of Windows. */
        public static final Kind WIN32 = new Kind("win32");

        /** An {@code HRESULT} of Windows, shown in hexadecimal. */
        public static final Kind HRESULT = new Kind("hresult");

        /** {@code winpty_error_code}. */
        public static final Kind WINPTY = new Kind("winpty");

        /** The name. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Symbol, number and text: {@code ENOENT (2): No such file or directory}. */
    @Override
    public String toString() {
        String number = kind.equals(Kind.HRESULT)
                ? String.format(Locale.ROOT, "0x%08X", code & 0xFFFF_FFFFL)
                : Long.toString(code);
        return symbol + " (" + number + ")" + (text.isEmpty() ? "" : ": " + Printable.text(text));
    }
}
