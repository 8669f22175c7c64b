// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/**
 * The primitives of an open terminal's master side.
 *
 * <p>Calls of {@code read} are made by one thread at a time, so are those of {@code write} and {@code settleWrite}; everything
 * else may be called at any time by any thread, but nothing is called during or after {@link #close}.
 */
public interface TerminalDevice {

    /** What {@link #read} returns at the end of output. */
    int END = -1;

    /**
     * Reads without blocking.
     *
     * @param destination receives the bytes; has room for at least one
     * @return the number of bytes; 0 for "not now"; {@link #END} at the end of output, and ever after
     * @throws IOException if the system reports an error which is not an end
     */
    int read(ByteBuffer destination) throws IOException;

    /**
     * Returns the number of bytes that {@link #read} would return without waiting, as far as the system tells.
     *
     * @return 0 or more
     * @throws IOException if the system reports an error
     */
    default int available() throws IOException {
        return 0;
    }

    /**
     * Returns what tells when reading may succeed.
     *
     * @return the same object each time
     */
    Readiness readable();

    /**
     * Writes without blocking.
     *
     * @param source the bytes, at least one; its position advances by the bytes that are known to be accepted
     * @return the number of bytes accepted, including those of an earlier call that had been in flight; 0 for "not now", in
     *     which case the next call is made with the same bytes, or {@link #settleWrite} is called
     * @throws IOException if the system reports an error
     */
    int write(ByteBuffer source) throws IOException;

    /**
     * Returns what tells when writing may succeed.
     *
     * @return the same object each time
     */
    Readiness writable();

    /**
     * Ends a write that is in flight after {@link #write} returned 0, and returns how much of it was accepted after all. For
     * systems where an operation completes later; others have nothing to do.
     *
     * @param source the bytes that the write was called with; its position advances by those accepted
     * @return the number of bytes accepted, exactly
     * @throws IOException if the system reports an error
     */
    default int settleWrite(ByteBuffer source) throws IOException {
        return 0;
    }

    /**
     * Notifies the device that the program has exited. Called once at most; never blocks.
     *
     * <p>Unless {@code keepOutputOpen}, {@link #read} from now on delivers what the program had written, then {@link #END};
     * waits for either direction end once, so that the caller looks again. With it, the output goes on until the last
     * descendant has closed the terminal.
     *
     * @param keepOutputOpen whether descendants may go on writing
     */
    void leaderExited(boolean keepOutputOpen);

    /**
     * Returns the size as the terminal has it.
     *
     * @return the size, or empty if the system does not tell: then it is what was last set
     * @throws IOException if the system reports an error
     */
    default Optional<TerminalSize> size() throws IOException {
        return Optional.empty();
    }

    /**
     * Sets the size, and notifies the program. Not an error after the program has exited.
     *
     * @param size the size
     * @throws IOException if the system reports an error
     */
    void resize(TerminalSize size) throws IOException;

    /**
     * Returns the modes of the line discipline. Called only with {@link rmux.pty.api.PtyCapability#TERMINAL_MODES}.
     *
     * @return the modes
     * @throws IOException if the system reports an error
     */
    default TerminalModes modes() throws IOException {
        throw new UnsupportedOperationException("modes");
    }

    /**
     * Sets the modes of the line discipline. Called only with {@link rmux.pty.api.PtyCapability#TERMINAL_MODES}.
     *
     * @param modes the modes
     * @throws IOException if the system reports an error
     */
    default void setModes(TerminalModes modes) throws IOException {
        throw new UnsupportedOperationException("setModes");
    }

    /**
     * Returns the name under which the terminal can be opened, where the system has names.
     *
     * @return the name
     */
    default Optional<String> terminalName() {
        return Optional.empty();
    }

    /**
     * Closes the master, which hangs up what runs on the terminal. Called once, by one thread, with no other call under way.
     *
     * @throws IOException if the system reports an error; everything was released anyway
     */
    void close() throws IOException;
}
