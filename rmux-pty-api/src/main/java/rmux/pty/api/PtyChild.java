// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The program on a terminal: its process id, its end, and signals to it.
 *
 * <p>Its exit is collected by the library as soon as it happens, with nobody waiting or reading; there are no zombies. After
 * that nothing is ever sent to its number again: the methods that send something answer false instead.
 */
public interface PtyChild {

    /**
     * Returns the process id of the program, which leads its session and process group.
     *
     * @return the id, or empty if the program does not run on this machine; do not use it
     *     after the exit, because the system reuses ids
     */
    OptionalLong pid();

    /**
     * Returns the JDK's handle for this process.
     *
     * @return the handle, the same each time, including after the exit; its {@code onExit} and {@link #onExit} do not disturb
     *     each other. Empty if the program does not run on this machine
     */
    Optional<ProcessHandle> handle();

    /**
     * Waits for the program to exit, even if output is left unread.
     *
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted
     */
    ExitStatus waitFor() throws InterruptedException;

    /**
     * Waits for the program to exit, for a limited time; does not poll.
     *
     * @param limit how long; zero or negative does not wait
     * @return how it ended, or empty when it is still running
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<ExitStatus> waitFor(Duration limit) throws InterruptedException;

    /**
     * How the program ended, without waiting.
     *
     * @return how it ended, or empty when it is still running
     */
    Optional<ExitStatus> exitStatus();

    /**
     * A future that completes when the program has exited, with nobody reading or waiting.
     *
     * <p>Each call returns a new future. It is completed in a daemon thread of this library, where dependent actions may block
     * without holding up anybody else. Until it is complete, it keeps the session reachable.
     *
     * @return the future
     */
    CompletableFuture<ExitStatus> onExit();

    /**
     * Sends a signal to the foreground job of the terminal: the command that a shell is running, not the shell behind it.
     *
     * @param signal the signal
     * @return true if it was sent, false if the program had already exited
     * @throws PtyException if the system refused
     * @throws UnsupportedPtyFeatureException for a signal this backend cannot send
     */
    boolean signal(PtySignal signal) throws PtyException;

    /**
     * Sends a signal to the program itself and nobody else.
     *
     * @param signal the signal
     * @return true if it was sent, false if the program had already exited
     * @throws PtyException if the system refused
     * @throws UnsupportedPtyFeatureException for a signal this backend cannot send
     */
    boolean signalLeader(PtySignal signal) throws PtyException;

    /**
     * The process group in the foreground of the terminal.
     *
     * @return the group's id, or empty when there is none or the program has exited
     * @throws PtyException if the system refused
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#FOREGROUND_SIGNAL}
     */
    OptionalLong foregroundProcessGroup() throws PtyException;

    /**
     * Makes the program go on if it is stopped.
     *
     * @return whether it was stopped and now goes on
     * @throws PtyException if the system refused
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#POSIX_SIGNALS}
     */
    boolean continueIfStopped() throws PtyException;

    /**
     * Ends the program and everything it started that can still be found: other process groups, other sessions, those that
     * ignore a hang-up. Asks nobody ({@code SIGKILL}, {@code TerminateJobObject}). Including after the program's own exit.
     *
     * @throws PtyException if the system refused
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#PROCESS_TREE}
     */
    void terminateTree() throws PtyException;
}
