// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;

/**
 * The primitives of a program that runs on a terminal.
 *
 * <p>{@link #collect} and the methods that send signals are called under one lock, and the latter never after a collect has
 * given a status: a number that the system may use again is never signalled.
 */
public interface ChildControl {

    /**
     * The process id.
     *
     * @return the id
     */
    long pid();

    /**
     * Runs an action soon after the program has exited, with nobody waiting; at once when it already has. Called once.
     *
     * @param action may run for no reason and more than once, even before the exit
     * @throws IOException if the system reports an error
     */
    void onExit(Runnable action) throws IOException;

    /**
     * Collects the exit of the program if it has happened, without blocking. After it gave a status it is not called again,
     * and gives back what the system held for the process.
     *
     * @return the status, or empty when the program is still running
     * @throws IOException if the status cannot be had, now or ever
     */
    Optional<ExitStatus> collect() throws IOException;

    /**
     * Sends a signal to the foreground job of the terminal; without {@link rmux.pty.api.PtyCapability#FOREGROUND_SIGNAL}, to
     * the program with everything it started. Not called once the terminal has been closed.
     *
     * @param signal one that the backend's capabilities allow
     * @throws IOException if the system reports an error
     */
    void signalForeground(PtySignal signal) throws IOException;

    /**
     * Sends a signal to the program alone.
     *
     * @param signal one that the backend's capabilities allow
     * @throws IOException if the system reports an error
     */
    void signalLeader(PtySignal signal) throws IOException;

    /**
     * The process group in the foreground. Called only with {@link rmux.pty.api.PtyCapability#FOREGROUND_SIGNAL}, and not once
     * the terminal has been closed.
     *
     * @return the group, or empty when there is none
     * @throws IOException if the system reports an error
     */
    default OptionalLong foregroundProcessGroup() throws IOException {
        throw new UnsupportedOperationException("foregroundProcessGroup");
    }

    /**
     * Makes the program go on if it is stopped. Called only with {@link rmux.pty.api.PtyCapability#POSIX_SIGNALS}.
     *
     * @return whether it was stopped
     * @throws IOException if the system reports an error
     */
    default boolean continueIfStopped() throws IOException {
        throw new UnsupportedOperationException("continueIfStopped");
    }

    /**
     * Ends the program and everything it started that can still be found, asking nobody. Called by one thread at a time, also
     * after the exit was collected, but not after {@link #close}. Called only with {@link
     * rmux.pty.api.PtyCapability#PROCESS_TREE}.
     *
     * @throws IOException if the system reports an error
     */
    default void terminateTree() throws IOException {
        throw new UnsupportedOperationException("terminateTree");
    }

    /**
     * Gives back everything, and sees to it that what the program left behind ends. Called once, after the terminal was closed
     * and the exit collected (or its collection given up).
     *
     * @throws IOException if the system reports an error; everything was given back all the same
     */
    void close() throws IOException;
}
