// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A command that has ended: its exit status and what it wrote to its terminal. Made by {@link PtyCommand#run}; immutable.
 *
 * <p>The output is that of a terminal: lines end with {@code \r\n} unless the {@linkplain PtyCommand#withModes modes} say
 * otherwise, and programs may color it. Standard output and standard error are in it in the order in which they were written,
 * unless the command {@linkplain PtyCommand#withSeparateError sets standard error apart}.
 */
public final class CompletedCommand {

    private final ExitStatus exitStatus;
    private final byte[] output;
    private final byte[] error;
    private final boolean truncated;

    CompletedCommand(ExitStatus exitStatus, byte[] output, byte[] error, boolean truncated) {
        this.exitStatus = exitStatus;
        this.output = output;
        this.error = error;
        this.truncated = truncated;
    }

    /**
     * Returns how the program ended.
     *
     * @return the exit status
     */
    public ExitStatus exitStatus() {
        return exitStatus;
    }

    /**
     * Returns what the program wrote, up to the {@linkplain PtyCommand#withOutputLimit limit}.
     *
     * @return a copy of the bytes
     */
    public byte[] output() {
        return output.clone();
    }

    /**
     * Returns what the program wrote as text in UTF-8, with line feeds at the ends of lines.
     *
     * @return the text; malformed input is replaced by U+FFFD, and the carriage return that a terminal puts before each line
     *     feed is left out
     */
    public String text() {
        return text(StandardCharsets.UTF_8);
    }

    /**
     * Returns what the program wrote as text, with line feeds at the ends of lines.
     *
     * @param charset the encoding of the output
     * @return the text; malformed input is replaced, and the carriage return that a terminal puts before each line feed is
     *     left out
     */
    public String text(Charset charset) {
        return new String(output, charset).replace("\r\n", "\n");
    }

    /**
     * Returns what the program wrote to its standard error, if that was set apart; otherwise that is in {@link #output}. Kept up
     * to the {@linkplain PtyCommand#withOutputLimit limit}.
     *
     * @return a copy of the bytes; empty if standard error was the terminal
     */
    public byte[] error() {
        return error.clone();
    }

    /**
     * Returns whether the program wrote more than the {@linkplain PtyCommand#withOutputLimit limit}. The rest was discarded.
     *
     * @return whether the end of the output is missing
     */
    public boolean isTruncated() {
        return truncated;
    }

    /** Returns the exit status and the size of the output, but not the output. */
    @Override
    public String toString() {
        return exitStatus + ", " + output.length + " bytes of output" + (truncated ? " (truncated)" : "");
    }
}
