// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.InputStream;
import java.util.function.LongFunction;
import rmux.pty.api.PtyCommand;

/**
 * A program that writes much and ends, and what it writes.
 *
 * @param command the program
 * @param bytes how many bytes arrive
 * @param expected gives those bytes, in order; no two stretches of them are alike
 */
public record Flood(PtyCommand command, long bytes, InputStream expected) {

    /**
     * A flood of the decimal numbers from 10,000,000 on, one on a line.
     *
     * @param bytes how many bytes at least
     * @param program writes the lines up to a number
     * @return the flood
     */
    public static Flood ofCountedLines(long bytes, LongFunction<PtyCommand> program) {
        return CountedLines.flood(bytes, program);
    }
}
