// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

/**
 * Finds where a stream of output may be continued by somebody who has not seen what came before: not within a character or an
 * escape sequence. ECMA-48, section 5; UTF-8.
 */
final class SequenceStart {

    private static final int ESCAPE = 0x1B;
    private static final int BELL = 0x07;
    private static final int CANCEL = 0x18;
    private static final int SUBSTITUTE = 0x1A;
    private static final int LONGEST_CHARACTER = 4;

    private SequenceStart() {}

    /**
     * Returns how many of the last bytes belong to a character or sequence that is not complete yet; 0 if all are.
     *
     * @param tail the last bytes, as many as there are or a few thousand
     */
    static int unfinished(byte[] tail) {
        int escape = lastEscape(tail);
        if (escape >= 0 && !isComplete(tail, escape)) {
            return tail.length - start(tail, escape);
        }
        return unfinishedCharacter(tail);
    }

    private static int lastEscape(byte[] tail) {
        int at = tail.length - 1;
        while (at >= 0 && tail[at] != ESCAPE) {
            at--;
        }
        return at;
    }

    /** An escape at the very end may be the first half of what ends a string (ESC \), which began with the one before. */
    private static int start(byte[] tail, int escape) {
        if (escape != tail.length - 1) {
            return escape;
        }
        int before = escape - 1;
        while (before >= 0 && tail[before] != ESCAPE) {
            before--;
        }
        boolean isString = before >= 0 && isString(tail, before) && !isComplete(tail, before, escape);
        return isString ? before : escape;
    }

    private static boolean isString(byte[] tail, int escape) {
        return escape + 1 < tail.length && "]PX^_".indexOf(tail[escape + 1]) >= 0;
    }

    private static boolean isComplete(byte[] tail, int escape) {
        return isComplete(tail, escape, tail.length);
    }

    private static boolean isComplete(byte[] tail, int escape, int end) {
        if (escape + 1 >= end) {
            return false;
        }
        boolean isString = isString(tail, escape);
        boolean isControl = tail[escape + 1] == '[';
        int at = escape + (isControl || isString ? 2 : 1);
        while (at < end) {
            int value = tail[at] & 0xFF;
            if (value == CANCEL || value == SUBSTITUTE || (isString ? value == BELL : isFinal(value, isControl))) {
                return true;
            }
            at++;
        }
        return false;
    }

    private static boolean isFinal(int value, boolean isControl) {
        return value >= (isControl ? 0x40 : 0x30) && value != 0x7F;
    }

    private static int unfinishedCharacter(byte[] tail) {
        for (int back = 1; back < LONGEST_CHARACTER && back <= tail.length; back++) {
            int value = tail[tail.length - back] & 0xFF;
            if (value < 0x80) {
                return 0;
            }
            if (value >= 0xC0) {
                int length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return back < length ? back : 0;
            }
        }
        return 0;
    }
}
