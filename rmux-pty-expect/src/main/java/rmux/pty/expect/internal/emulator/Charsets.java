// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import java.util.Arrays;
import rmux.pty.expect.internal.text.Charset;

/** The four designated character sets, and which of them is in use. */
final class Charsets {

    private static final int SETS = 4;

    private final Charset[] designated = new Charset[SETS];
    private int level;

    Charsets() {
        reset();
    }

    void reset() {
        Arrays.fill(designated, Charset.ASCII);
        level = 0;
    }

    /** ANSI conformance: all sets are ASCII; which one is in use stays. */
    void clear() {
        Arrays.fill(designated, Charset.ASCII);
    }

    void designate(int set, Charset charset) {
        designated[set] = charset;
    }

    Charset designated(int set) {
        return designated[set];
    }

    int selected() {
        return level;
    }

    void select(int set) {
        level = set;
    }

    Charset current() {
        return designated[level];
    }

    void copyFrom(Charsets other) {
        System.arraycopy(other.designated, 0, designated, 0, SETS);
        level = other.level;
    }
}
