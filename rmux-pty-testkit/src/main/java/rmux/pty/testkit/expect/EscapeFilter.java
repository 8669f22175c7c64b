// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.expect;

/**
 * Takes escape sequences (ECMA-48: CSI, OSC and the two-byte ones) out of a stream of bytes, also across its pieces. Not safe for
 * use by several threads at once.
 */
public final class EscapeFilter {

    private static final int ESCAPE = 0x1b;
    private static final int BELL = 7;

    private enum State {
        TEXT,
        ESCAPED,
        CONTROL_SEQUENCE,
        STRING,
        STRING_ESCAPED
    }

    private State state = State.TEXT;

    /** A filter at the beginning of a stream. */
    public EscapeFilter() {}

    /**
     * Moves what is text to the front of an array.
     *
     * @param bytes the next bytes of the stream
     * @param count how many there are
     * @return how many of them are text
     */
    public int apply(byte[] bytes, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean text = state == State.TEXT && bytes[i] != ESCAPE;
            if (text) {
                bytes[kept++] = bytes[i];
            } else {
                state = next(bytes[i]);
            }
        }
        return kept;
    }

    private State next(byte b) {
        return switch (state) {
            case TEXT -> State.ESCAPED;
            case ESCAPED -> {
                if (b == '[') {
                    yield State.CONTROL_SEQUENCE;
                }
                // OSC, DCS, APC, PM are strings; an intermediate byte means that one more follows.
                boolean string = b == ']' || b == 'P' || b == '_' || b == '^';
                yield string ? State.STRING : b >= ' ' && b < '0' ? State.ESCAPED : State.TEXT;
            }
            case CONTROL_SEQUENCE -> b >= '@' && b <= '~' ? State.TEXT : State.CONTROL_SEQUENCE;
            case STRING -> b == BELL ? State.TEXT : b == ESCAPE ? State.STRING_ESCAPED : State.STRING;
            case STRING_ESCAPED -> b == '\\' ? State.TEXT : State.STRING;
        };
    }
}
