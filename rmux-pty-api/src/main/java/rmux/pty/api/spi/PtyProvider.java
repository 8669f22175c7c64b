// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;

/**
 * A backend: something that can allocate a terminal and start a program on it.
 *
 * <p>Found by {@link java.util.ServiceLoader}: on the module path through {@code provides}, on the class path through {@code
 * META-INF/services}. The constructor is public, without arguments and without side effects; a backend loads and answers
 * {@link #availability} on every operating system. Most backends extend {@link AbstractPtyProvider}.
 *
 * <p>Priorities of the backends in this project: posix 100, conpty 100, winpty 50.
 */
public interface PtyProvider {

    /**
     * The name of this backend.
     *
     * @return lower case letters, digits and hyphens; unique and stable
     */
    String name();

    /**
     * How much this backend is to be preferred to others that could do the same.
     *
     * @return any number; higher is better
     */
    int priority();

    /**
     * Whether this backend can be used on this system. Cheap, constant for the life of the JVM, never throws.
     *
     * @return whether it can, or why not and what to do
     */
    Availability availability();

    /**
     * What this backend can do. Cheap, constant for the life of the JVM, never throws.
     *
     * @return an immutable set
     */
    Set<PtyCapability> capabilities();

    /**
     * Whether this backend takes a command: it can be used for it, and has and knows all that the command asks for. Decides
     * the selection. Cheap, never throws. Unless overridden it looks at {@link #availability} and {@link #capabilities} alone.
     *
     * @param command the command
     * @return false when {@link #spawn} would refuse it
     */
    default boolean accepts(PtyCommand command) {
        return availability().isAvailable() && capabilities().containsAll(command.requiredCapabilities());
    }

    /**
     * Starts a program on a terminal of its own.
     *
     * @param command what to start, and how
     * @return the running session, which the caller closes
     * @throws PtyException if it could not be started; nothing is left behind
     * @throws rmux.pty.api.UnsupportedPtyCapabilityException if the command needs what this backend cannot do
     */
    PtySession spawn(PtyCommand command) throws PtyException;

    /**
     * Opens a terminal without a program.
     *
     * @param size its size
     * @return the terminal, which the caller closes
     * @throws PtyException if no terminal could be had
     * @throws rmux.pty.api.UnsupportedPtyCapabilityException without {@link PtyCapability#OPEN_PAIR}
     */
    PtyTerminal open(TerminalSize size) throws PtyException;
}
