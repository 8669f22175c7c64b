// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

/** The last output of a program, by its position in all that the program has written. Guarded by its user. */
final class OutputRing {

    private final byte[] bytes;
    private long end;

    OutputRing(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** How much was written at all. */
    long end() {
        return end;
    }

    /** The first position that is still here. */
    long start() {
        return Math.max(0, end - bytes.length);
    }

    boolean holds(long position) {
        return position >= start();
    }

    void append(byte[] source, int from, int length) {
        int kept = Math.min(length, bytes.length);
        int skipped = length - kept;
        int at = (int) ((end + skipped) % bytes.length);
        int first = Math.min(kept, bytes.length - at);
        System.arraycopy(source, from + skipped, bytes, at, first);
        System.arraycopy(source, from + skipped + first, bytes, 0, kept - first);
        end += length;
    }

    /** A copy of what was written at a position that is still here. */
    byte[] copy(long position, int most) {
        int length = (int) Math.min(most, end - position);
        byte[] copy = new byte[length];
        int at = (int) (position % bytes.length);
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, copy, 0, first);
        System.arraycopy(bytes, 0, copy, first, length - first);
        return copy;
    }
}
