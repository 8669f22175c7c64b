// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import rmux.pty.api.PtyException;

/** A terminal that was opened without a program, on which programs can be started one after another. */
public interface OpenTerminal {

    /**
     * The master side. Closing it releases everything that the terminal holds.
     *
     * @return the same device each time
     */
    TerminalDevice device();

    /**
     * Starts a program on this terminal. Called by one thread at a time.
     *
     * @param command what to start; its size and modes are to be applied only where the application set them
     * @return the program
     * @throws PtyException if it could not be started; the terminal stays usable
     */
    ChildControl start(SpawnRequest command) throws PtyException;
}
