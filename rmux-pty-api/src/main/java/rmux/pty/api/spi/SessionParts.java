// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.Optional;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.stream.StreamParts;

/**
 * What a backend hands over when it has started a program: the primitives that a session is made of.
 *
 * @param device the terminal
 * @param child the program
 * @param consoleInput the console input; present exactly with {@link rmux.pty.api.PtyCapability#CONSOLE_INPUT_RECORDS}
 * @param error the standard error; present exactly if the command asks for it to be separate
 */
public record SessionParts(
        TerminalDevice device, ChildControl child, Optional<ConsoleInput> consoleInput, Optional<ErrorOutput> error) {

    /**
     * The parts of a session whose standard error is the terminal.
     *
     * @param device the terminal
     * @param child the program
     * @param consoleInput the console input; present exactly with {@link rmux.pty.api.PtyCapability#CONSOLE_INPUT_RECORDS}
     */
    public SessionParts(TerminalDevice device, ChildControl child, Optional<ConsoleInput> consoleInput) {
        this(device, child, consoleInput, Optional.empty());
    }

    /**
     * The parts of a session without console input records.
     *
     * @param device the terminal
     * @param child the program
     */
    public SessionParts(TerminalDevice device, ChildControl child) {
        this(device, child, Optional.empty());
    }

    /**
     * Makes the parts of a session of a terminal that is reached through streams. Takes it over: it is closed if this fails.
     *
     * @param terminal the terminal, with a running program
     * @return the parts
     * @throws PtyException if there is no thread to read the output
     */
    public static SessionParts of(StreamTerminal terminal) throws PtyException {
        return StreamParts.of(terminal, Optional.empty());
    }

    /**
     * Makes the parts of a session of a terminal that is reached through streams and whose program is a process of this machine.
     *
     * @param terminal the terminal, with a running program
     * @param handle the process; taken while its number could not be another's
     * @return the parts
     * @throws PtyException if there is no thread to read the output
     */
    public static SessionParts of(StreamTerminal terminal, ProcessHandle handle) throws PtyException {
        return StreamParts.of(terminal, Optional.of(handle));
    }
}
