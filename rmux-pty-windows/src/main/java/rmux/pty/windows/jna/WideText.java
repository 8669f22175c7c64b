// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

/** Reads texts that somebody else owns. */
public final class WideText {

    private WideText() {}

    /** The UTF-16 units from an address on, up to a NUL. */
    public static String at(Win32 win32, long address) {
        StringBuilder text = new StringBuilder();
        for (long next = address; ; next += Character.BYTES) {
            char unit = win32.view(next, Character.BYTES).getChar(0);
            if (unit == 0) {
                return text.toString();
            }
            text.append(unit);
        }
    }
}
