// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;

/**
 * The primitives of a program that runs on a terminal.
 *
 * <p>{@link #collect} and the methods that send signals are called under one lock, and the latter never after a collect has
 * given a status: a number that the system may use again is never signaled.
 */
public interface ChildControl {

    /**
     * Returns the process id.
     *
     * @return the id, or empty if the program does not run on this machine
     */
    default OptionalLong pid() {
        return OptionalLong.empty();
    }

    /**
     * Looks up the JDK's handle for the process. Called before the exit is collected, while the id cannot be another's.
     *
     * @return the handle, or empty if the program does not run on this machine
     */
    default Optional<ProcessHandle> handle() {
        return Optional.empty();
    }

    /**
     * Registers what to call once the program has exited, including when it already has. Called once.
     *
     * <p>{@code collected} looks for the exit by {@link #collect} and returns whether it is dealt with. If it returns false (a
     * process that is being traced cannot be collected yet) or throws, even an {@link Error}, the backend calls it again,
     * several times a second, until it returns true. It is quick, does not block, and may also be called for no reason.
     *
     * @param collected returns whether the exit was collected and everybody was notified
     * @throws IOException if the system reports an error
     */
    void onExit(BooleanSupplier collected) throws IOException;

    /**
     * Collects the exit of the program if it has happened, without blocking. It is not called again after it returned a
     * status, and it releases what the system holds for the process. A status that the system has handed out is never lost:
     * if a later step of this method fails, the next call returns the status.
     *
     * @return the status, {@link ExitStatus.Unknown} if it is lost, or empty if the program is still running
     * @throws IOException if the status cannot be obtained, now or ever
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
     * Ends the program and everything it started that can still be found, without asking it. Called by one thread at a time,
     * including after the exit was collected, but not after {@link #close}. Called only with {@link
     * rmux.pty.api.PtyCapability#PROCESS_TREE}.
     *
     * <p>Nothing else is ever ended: what belongs to the program is remembered by identity (a pidfd, a handle, or a number
     * with a start time) taken while its number could not be another's (rule SIG-05).
     *
     * @throws IOException if the system reports an error
     */
    default void terminateTree() throws IOException {
        throw new UnsupportedOperationException("terminateTree");
    }

    /**
     * Records what belongs to the program while that can still be seen. Called once, before the terminal is closed, if
     * closing is to end the tree. Must not block. Called only with {@link rmux.pty.api.PtyCapability#PROCESS_TREE}.
     *
     * <p>What was started after {@code requestTime} need not be recorded, so that sessions that are closed at the same time
     * can share one list of the system's processes.
     *
     * @param requestTime when closing was requested, as of {@link System#nanoTime}
     * @throws IOException if the system reports an error; closing goes on
     */
    default void recordTree(long requestTime) throws IOException {}

    /**
     * Takes one look at the program and everything it started, and returns whether all of that has ended. Called after the
     * terminal was closed, several times if it returns false. Must not block: with {@code force} it ends what is alive, and a
     * later call finds it gone. Called only with {@link rmux.pty.api.PtyCapability#PROCESS_TREE}.
     *
     * @param force whether to end what is alive
     * @return whether nothing that can be found is alive
     * @throws IOException if the system reports an error
     */
    default boolean isTreeGone(boolean force) throws IOException {
        if (force) {
            terminateTree();
        }
        return true;
    }

    /**
     * Releases everything. Called once, after the terminal was closed and the exit collected (or its collection given up).
     *
     * @throws IOException if the system reports an error; everything was released anyway
     */
    void close() throws IOException;
}
