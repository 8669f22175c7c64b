// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.parser;

import java.util.Optional;

/** Collects the text of a command string up to a limit. A longer one is dropped as a whole: half a command is another one. */
final class StringCollector {

    private static final int INITIAL = 64;

    private final int limit;
    private final StringBuilder text = new StringBuilder(INITIAL);
    private boolean tooLong;

    StringCollector(int limit) {
        this.limit = limit;
    }

    void clear() {
        text.setLength(0);
        if (text.capacity() > limit / 2) {
            text.trimToSize();
        }
        tooLong = false;
    }

    void add(int codePoint) {
        if (text.length() >= limit) {
            tooLong = true;
        } else {
            text.appendCodePoint(codePoint);
        }
    }

    Optional<String> take() {
        Optional<String> result = tooLong ? Optional.empty() : Optional.of(text.toString());
        clear();
        return result;
    }
}
