// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import rmux.pty.api.PtyCommand;

/**
 * A program that finds something out and ends, and how its answer is read.
 *
 * @param <T> what it finds out
 * @param command the program
 * @param answer reads the answer
 */
public record Inquiry<T>(PtyCommand command, Answer<T> answer) {

    /**
     * Reads the answer of a program that has ended.
     *
     * @param <T> what it found out
     */
    public interface Answer<T> {

        /**
         * Reads the answer.
         *
         * @param output all that the program wrote to the terminal
         * @return what it found out
         * @throws IOException if the answer is elsewhere, in a file, and cannot be read
         */
        T from(byte[] output) throws IOException;
    }

    /**
     * The same question, asked by a changed command.
     *
     * @param changed the changed command
     * @return the inquiry
     */
    public Inquiry<T> with(PtyCommand changed) {
        return new Inquiry<>(changed, answer);
    }
}
