// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a program writes to its standard error, apart from the terminal.
 *
 * <p>Calls of {@code read} are made by one thread at a time; everything else may be called at any time by any thread, but nothing
 * is called during or after {@link #close}.
 */
public interface ErrorOutput {

    /**
     * Reads without blocking.
     *
     * @param destination receives the bytes; has room for at least one
     * @return the number of bytes; 0 for "not now"; {@link TerminalDevice#END} at the end, and ever after
     * @throws IOException if the system reports an error which is not an end
     */
    int read(ByteBuffer destination) throws IOException;

    /**
     * Returns what tells when reading may succeed.
     *
     * @return the same object each time
     */
    Readiness readable();

    /**
     * Notifies that the program has exited, with the meaning of {@link TerminalDevice#leaderExited}.
     *
     * @param keepOutputOpen whether descendants may go on writing
     */
    void leaderExited(boolean keepOutputOpen);

    /**
     * Closes our side. Called once, by one thread, with no other call under way.
     *
     * @throws IOException if the system reports an error; everything was released anyway
     */
    void close() throws IOException;
}
