// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.Optional;
import rmux.pty.api.ConsoleInput;

/**
 * What a backend hands over when it has started a program: the primitives that a session is made of.
 *
 * @param device the terminal
 * @param child the program
 * @param consoleInput the console input; present exactly with {@link rmux.pty.api.PtyCapability#CONSOLE_INPUT_RECORDS}
 */
public record SessionParts(TerminalDevice device, ChildControl child, Optional<ConsoleInput> consoleInput) {

    /**
     * The parts of a session without console input records.
     *
     * @param device the terminal
     * @param child the program
     */
    public SessionParts(TerminalDevice device, ChildControl child) {
        this(device, child, Optional.empty());
    }
}
