// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * A program running on a terminal of its own: the terminal's {@link #master()} and the {@link #child()}.
 *
 * <p>Close it when done, best by try-with-resources: that hangs the program up and gives everything back. A session whose
 * output was read to the end and whose program has exited has already given its descriptors back. A session that becomes
 * unreachable without being closed is closed by the library, with a logged warning.
 *
 * <p>All methods are safe for use by several threads.
 */
public interface PtySession extends AutoCloseable {

    /**
     * The name of the backend that made this session.
     *
     * @return the name, as in {@link PtyProviders#named}
     */
    String provider();

    /**
     * Our side of the terminal.
     *
     * @return the master, the same object each time
     */
    PtyMaster master();

    /**
     * The program.
     *
     * @return the child, the same object each time
     */
    PtyChild child();

    /**
     * This session as a {@link Process}, for code that knows only those. Its input stream is the terminal's output, its error
     * stream is empty (a terminal has one stream), {@code destroy()} is {@link PtySignal#TERMINATE} to the leader and {@code
     * destroyForcibly()} ends the whole tree.
     *
     * @return the process, the same object each time; ending its streams does not close the session
     */
    Process toProcess();

    /**
     * The program's console input, for programs that read key and mouse records rather than text.
     *
     * @return the console input
     * @throws UnsupportedPtyCapabilityException without {@link PtyCapability#CONSOLE_INPUT_RECORDS}
     */
    ConsoleInput consoleInput();

    /**
     * Hangs the program up and gives everything back: descriptors, handles, memory, the exit status of the program.
     *
     * <p>Blocked readers and writers end with {@link java.nio.channels.AsynchronousCloseException}. A program that is still
     * there after the {@linkplain PtyCommand#hangupGrace grace period} is killed with its tree; so is what it left behind.
     * Blocks for the grace period at most, plus what the system takes to end a killed program. Closing again does nothing,
     * but waits for a close that is under way. An interrupt does not shorten it; the interrupt status is kept.
     *
     * @throws PtyException if the system refused a part of it; everything else was given back all the same
     */
    @Override
    void close() throws PtyException;
}
