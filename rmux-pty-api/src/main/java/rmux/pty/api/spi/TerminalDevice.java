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
 * <p>Calls {@code read} and {@code awaitReadable} are made by one thread at a time, so are {@code write}, {@code
 * awaitWritable} and {@code settleWrite}; everything else may be called at any time by any thread, but nothing is called
 * during or after {@link #close}.
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
     * The number of bytes that {@link #read} would give without waiting, as far as the system tells.
     *
     * @return 0 or more
     * @throws IOException if the system reports an error
     */
    default int available() throws IOException {
        return 0;
    }

    /**
     * Blocks this platform thread until reading is worth a try, the time is up, or a wake-up is {@linkplain #raiseWakeup
     * raised}. May return early for no reason.
     *
     * @param nanos the time in nanoseconds, more than 0; {@link Long#MAX_VALUE} for no limit
     * @throws IOException if the system reports an error
     */
    void awaitReadable(long nanos) throws IOException;

    /**
     * Runs an action once, soon after reading has become worth a try (at once when it is already). Replaces an action that was
     * set before and has not run.
     *
     * @param action quick and not blocking; may run for no reason
     * @throws IOException if the system reports an error
     */
    void onReadable(Runnable action) throws IOException;

    /**
     * Writes without blocking.
     *
     * @param source the bytes, at least one; its position advances by the bytes that were accepted for sure
     * @return the number of bytes accepted, including those of an earlier call that had been in flight; 0 for "not now", in
     *     which case the next call is made with the same bytes, or {@link #settleWrite} is called
     * @throws IOException if the system reports an error
     */
    int write(ByteBuffer source) throws IOException;

    /**
     * Blocks this platform thread until writing is worth a try, the time is up, or a wake-up is {@linkplain #raiseWakeup
     * raised}. May return early for no reason.
     *
     * @param nanos the time in nanoseconds, more than 0; {@link Long#MAX_VALUE} for no limit
     * @throws IOException if the system reports an error
     */
    void awaitWritable(long nanos) throws IOException;

    /**
     * Runs an action once, soon after writing has become worth a try. Replaces an action that was set before and has not run.
     *
     * @param action quick and not blocking; may run for no reason
     * @throws IOException if the system reports an error
     */
    void onWritable(Runnable action) throws IOException;

    /**
     * Ends a write that is in flight after {@link #write} returned 0, and tells how much of it was accepted after all. For
     * systems where an operation completes later; others have nothing to do.
     *
     * @param source the bytes that the write was called with; its position advances by those accepted
     * @return the number of bytes accepted, exactly
     * @throws IOException if the system reports an error
     */
    default int settleWrite(ByteBuffer source) throws IOException {
        return 0;
    }

    /** Makes the waiting calls return at once, those under way and later ones, until {@link #lowerWakeup}. Never blocks. */
    void raiseWakeup();

    /** Makes the waiting calls wait again. Never blocks. */
    void lowerWakeup();

    /**
     * Notifies the device that the program has exited. Called once at most; never blocks.
     *
     * <p>Unless {@code keepOutputOpen}, {@link #read} from now on delivers what the program had written, then {@link #END};
     * calls that wait for either direction return once, so that the caller looks again. With it, the output goes on until the
     * last descendant has closed the terminal.
     *
     * @param keepOutputOpen whether descendants may go on writing
     */
    void leaderExited(boolean keepOutputOpen);

    /**
     * The size as the terminal has it.
     *
     * @return the size
     * @throws IOException if the system reports an error
     */
    TerminalSize size() throws IOException;

    /**
     * Sets the size, and tells the program. Not an error after the program has exited.
     *
     * @param size the size
     * @throws IOException if the system reports an error
     */
    void resize(TerminalSize size) throws IOException;

    /**
     * The modes of the line discipline. Called only with {@link rmux.pty.api.PtyCapability#TERMINAL_MODES}.
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
     * The name under which the terminal can be opened, where the system has names.
     *
     * @return the name
     */
    Optional<String> terminalName();

    /**
     * Closes the master, which hangs up what runs on the terminal. Called once, by one thread, with no other call under way.
     *
     * @throws IOException if the system reports an error; everything was given back all the same
     */
    void close() throws IOException;
}
