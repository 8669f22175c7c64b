// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.concurrent.CompletableFuture;

/**
 * A terminal with no program of ours on it: a debugger can open it by name, or programs can run on it one after another.
 *
 * <p>Its output does not end when a program exits, for the next one may come; it ends with {@link #close}. Needs {@link
 * PtyCapability#OPEN_PAIR}.
 */
public interface PtyTerminal extends AutoCloseable {

    /**
     * The name of the backend that made this terminal.
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
     * The name under which the terminal can be opened, such as {@code /dev/pts/4}.
     *
     * @return the name
     */
    String terminalName();

    /**
     * Starts a program on this terminal. One that is to lead a session needs the one before it to have exited.
     *
     * @param command what to start; its size and modes are applied only where set
     * @return the program
     * @throws PtySpawnException if the program could not be started; the terminal stays usable
     * @throws PtyException if the system refused
     */
    PtyChild spawn(PtyCommand command) throws PtyException;

    /**
     * Hangs up what runs on the terminal and releases everything, as {@link PtySession#close} does.
     *
     * @throws PtyException if the system refused a part of it
     */
    @Override
    void close() throws PtyException;

    /**
     * Closes the terminal as {@link #close} does, without blocking; see {@link PtySession#closeAsync}.
     *
     * @return a future that completes when everything that {@link #close} promises has happened, or fails as {@link #close}
     *     would
     */
    CompletableFuture<Void> closeAsync();
}
