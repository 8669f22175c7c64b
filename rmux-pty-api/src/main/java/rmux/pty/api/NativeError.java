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

    /** A numbering of errors. */
    public enum Kind {
        /** {@code errno(3)} of a POSIX system. */
        ERRNO,
        /** {@code GetLastError} of Windows. */
        WIN32,
        /** An {@code HRESULT} of Windows. */
        HRESULT,
        /** {@code winpty_error_code}. */
        WINPTY
    }

    /** Symbol, number and text: {@code ENOENT (2): No such file or directory}. */
    @Override
    public String toString() {
        String number =
                kind == Kind.HRESULT ? String.format(Locale.ROOT, "0x%08X", code & 0xFFFF_FFFFL) : Long.toString(code);
        return symbol + " (" + number + ")" + (text.isEmpty() ? "" : ": " + Printable.text(text));
    }
}
