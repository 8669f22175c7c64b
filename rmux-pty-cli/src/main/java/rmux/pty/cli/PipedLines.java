// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

/** Lines from a pipe as a Windows console expects them to be typed: each ends with the Enter key, which is CR. */
final class PipedLines {

    private static final byte ENTER = '\r';
    private static final byte END_OF_FILE_KEY = 0x1A; // ^Z

    private boolean afterReturn;

    /** Replaces line ends, in place; returns the new number of bytes, which may be 0. */
    int toKeys(byte[] bytes, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            byte next = bytes[i];
            boolean ended = next == '\n' && afterReturn; // CR was the key already
            afterReturn = next == ENTER;
            if (!ended) {
                bytes[kept++] = next == '\n' ? ENTER : next;
            }
        }
        return kept;
    }

    /** ^Z ends the input only at the start of a line, and only once Enter has been pressed. */
    static byte[] endOfInput(byte last) {
        boolean atLineStart = last == ENTER || last == '\n';
        return atLineStart ? new byte[] {END_OF_FILE_KEY, ENTER} : new byte[] {ENTER, END_OF_FILE_KEY, ENTER};
    }
}
