// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.agent;

import rmux.pty.windows.jna.Win32;

/** Reads texts that winpty owns. */
final class WideText {

    private WideText() {}

    /** The UTF-16 units from an address on, up to a NUL. */
    static String at(Win32 win32, long address) {
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
