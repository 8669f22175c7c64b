// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.transcript;

/** Receives a program's output as text and marks, in order. */
public interface TranscriptListener {

    /**
     * Text without escape sequences.
     *
     * @param text the text; lines end with {@code \n}
     */
    void text(String text);

    /**
     * A mark of a shell.
     *
     * @param mark the mark
     */
    void mark(CommandMark mark);
}
