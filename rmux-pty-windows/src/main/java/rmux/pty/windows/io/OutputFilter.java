// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.nio.ByteBuffer;

/** Looks at the output before the reader does, and may take something out of it. One thread at a time. */
public interface OutputFilter {

    /** Takes nothing out. */
    OutputFilter NONE = new OutputFilter() {
        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public void accept(ByteBuffer output) {}

        @Override
        public void end() {}

        @Override
        public int take(ByteBuffer destination) {
            return 0;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public long nanosToDeadline() {
            return Long.MAX_VALUE;
        }
    };

    /** Whether the output needs not pass through here any more, once {@link #take} has given what is left. */
    boolean isDone();

    /** Takes all of the bytes; they, or what is left of them, come out of {@link #take}. */
    void accept(ByteBuffer output);

    /** No more output will come: what was held back comes out. */
    void end();

    /** Moves bytes that are for the reader; the number. */
    int take(ByteBuffer destination);

    /** How many bytes {@link #take} would move now. */
    int available();

    /** Whether {@link #take} would move something now. */
    default boolean hasOutput() {
        return available() > 0;
    }

    /** How long until what is held back comes out by itself; {@link Long#MAX_VALUE} when nothing is held back. */
    long nanosToDeadline();
}
