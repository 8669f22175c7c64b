// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.EnumSet;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.UnsupportedPtyCapabilityException;
import rmux.pty.api.internal.session.SessionFactory;

/**
 * A backend that supplies primitives; everything that must hold for every backend is done here and in what this calls.
 *
 * <p>A subclass starts a program in {@link #start} and, with {@link PtyCapability#OPEN_PAIR}, opens a terminal in {@link
 * #openTerminal}.
 */
public abstract class AbstractPtyProvider implements PtyProvider {

    /** For subclasses, which have a public constructor without arguments and without side effects. */
    protected AbstractPtyProvider() {}

    @Override
    public final boolean accepts(PtyCommand command) {
        return availabilityFor(command).isAvailable()
                && capabilities().containsAll(command.requiredCapabilities())
                && supportedOptions().containsAll(command.options());
    }

    @Override
    public final PtySession spawn(PtyCommand command) throws PtyException {
        checkUsable(availabilityFor(command), command.requiredCapabilities(), "spawn");
        checkOptions(command);
        return SessionFactory.assemble(this, command, () -> start(resolve(command)));
    }

    @Override
    public final PtyTerminal open(TerminalSize size) throws PtyException {
        checkUsable(availability(), Set.of(PtyCapability.OPEN_PAIR), "open");
        return SessionFactory.assembleTerminal(this, openTerminal(size), size, command -> {
            checkUsable(availabilityFor(command), command.requiredCapabilities(), "spawn");
            checkOptions(command);
            return resolve(command);
        });
    }

    /**
     * Starts a program on a terminal of its own. The command has been checked against capabilities and options.
     *
     * @param command what to start
     * @return the primitives of the session
     * @throws PtyException if it could not be started; nothing may be left behind
     */
    protected abstract SessionParts start(ResolvedCommand command) throws PtyException;

    /**
     * Opens a terminal without a program. Called only with {@link PtyCapability#OPEN_PAIR}.
     *
     * @param size its size
     * @return the terminal
     * @throws PtyException if no terminal could be had; nothing may be left behind
     */
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        throw new UnsupportedPtyCapabilityException(name(), PtyCapability.OPEN_PAIR, "open");
    }

    /**
     * The options that this backend knows; a command with another one is refused.
     *
     * @return an immutable set
     */
    protected Set<PtyOption<?>> supportedOptions() {
        return Set.of();
    }

    /**
     * Whether this backend can be used for a command, which may itself name what is otherwise missing.
     *
     * @param command the command
     * @return {@link #availability} unless overridden
     */
    protected Availability availabilityFor(PtyCommand command) {
        return availability();
    }

    /**
     * Whether names of environment variables that differ in case alone are the same, as on Windows.
     *
     * @return false unless overridden
     */
    protected boolean environmentIgnoresCase() {
        return false;
    }

    private ResolvedCommand resolve(PtyCommand command) {
        return ResolvedCommand.of(command, System.getenv(), environmentIgnoresCase());
    }

    private void checkUsable(Availability availability, Set<PtyCapability> needed, String operation)
            throws PtyException {
        if (!availability.isAvailable()) {
            String message = "the provider \"" + name() + "\" cannot be used here: " + availability.reason()
                    + (availability.remedy().isEmpty() ? "" : "; " + availability.remedy());
            throw availability
                    .cause()
                    .map(cause -> new PtyException(operation, message, cause))
                    .orElseGet(() -> new PtyException(operation, message));
        }
        EnumSet<PtyCapability> missing = EnumSet.noneOf(PtyCapability.class);
        missing.addAll(needed);
        missing.removeAll(capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedPtyCapabilityException(
                    name(), missing.iterator().next(), operation);
        }
    }

    private void checkOptions(PtyCommand command) {
        for (PtyOption<?> option : command.options()) {
            if (!supportedOptions().contains(option)) {
                throw new UnsupportedOperationException("the provider \"" + name() + "\" does not know the option \""
                        + option + "\"; it knows " + supportedOptions());
            }
        }
    }
}
