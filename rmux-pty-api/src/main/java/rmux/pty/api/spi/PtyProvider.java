// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.internal.events.Printable;
import rmux.pty.api.internal.session.SessionFactory;

/**
 * A backend: something that can start a program on a terminal. The one class to extend.
 *
 * <p>A backend is found by {@link java.util.ServiceLoader} or made by the application. For ServiceLoader its constructor is
 * public and without arguments: on the module path the module {@code provides} it, on the class path {@code META-INF/services}
 * names it. Constructors have no side effects: a backend loads, and says why it cannot be used, on every operating system.
 *
 * <p>A subclass says whether it can be used ({@link #probe}), what it can do ({@link #probeCapabilities}), and starts programs
 * ({@link #start}). Everything that must hold for every backend is done by this class and the sessions it makes: checks of
 * commands, waiting, time limits, interrupts, closing.
 *
 * <p>Priorities of the backends in this project: posix 100, conpty 100, winpty 50. A backend is safe for use by several threads.
 */
public abstract class PtyProvider {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final String name;
    private final int priority;
    private final ProbeAnswers answers = new ProbeAnswers();

    /**
     * A backend that has not been probed.
     *
     * @param name lower case letters, digits and hyphens, at most 64; unique and stable
     * @param priority how much it is to be preferred to others that can do the same; higher is better
     * @throws IllegalArgumentException if the name has another form
     */
    protected PtyProvider(String name, int priority) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a pty provider has lower case letters, digits and hyphens, but "
                            + Printable.quoted(name) + " does not");
        }
        this.name = name;
        this.priority = priority;
    }

    /**
     * Finds out whether this backend can be used on this system. Called once, unless the answer has a cause that may pass, such as
     * an {@link OutOfMemoryError}; may load native libraries. Need not catch what it calls: a failure makes the backend unavailable.
     *
     * @return whether it can be used, or why not and what to do
     */
    protected abstract Availability probe();

    /**
     * Finds out what this backend can do. Called once, before or after {@link #probe}, whatever that returned.
     *
     * @return the capabilities
     */
    protected abstract Set<PtyCapability> probeCapabilities();

    /**
     * Starts a program on a terminal of its own. The command has been checked against capabilities and options.
     *
     * @param request what to start
     * @return the terminal and the program: {@link SessionParts#of(StreamTerminal)} for a transport with streams
     * @throws PtyException if the program could not be started; nothing may be left behind
     */
    protected abstract SessionParts start(SpawnRequest request) throws PtyException;

    /**
     * Opens a terminal without a program. Called only with {@link PtyCapability#OPEN_PAIR}.
     *
     * @param size its size
     * @return the terminal
     * @throws PtyException if no terminal could be opened; nothing may be left behind
     */
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        throw new UnsupportedPtyFeatureException(name, PtyCapability.OPEN_PAIR, "open");
    }

    /**
     * Returns the options that this backend knows; a command with another one is refused.
     *
     * @return an immutable set, empty unless overridden
     */
    protected Set<PtyOption<?>> options() {
        return Set.of();
    }

    /**
     * Returns whether this backend can be used for a command, which may itself name what is otherwise missing. Cheap.
     *
     * @param command the command
     * @return {@link #availability} unless overridden
     */
    protected Availability availabilityFor(PtyCommand command) {
        return availability();
    }

    /**
     * Starts a program by another backend, for one that wraps it.
     *
     * @param wrapped the other backend
     * @param request what to start
     * @return the terminal and the program
     * @throws PtyException if the program could not be started
     */
    protected static SessionParts startBy(PtyProvider wrapped, SpawnRequest request) throws PtyException {
        return wrapped.start(request);
    }

    /**
     * Returns the options of another backend, for one that wraps it.
     *
     * @param wrapped the other backend
     * @return the options
     */
    protected static Set<PtyOption<?>> optionsOf(PtyProvider wrapped) {
        return wrapped.options();
    }

    /**
     * Opens a terminal by another backend, for one that wraps it.
     *
     * @param wrapped the other backend
     * @param size the size of the terminal
     * @return the terminal
     * @throws PtyException if no terminal could be opened
     */
    protected static OpenTerminal openTerminalBy(PtyProvider wrapped, TerminalSize size) throws PtyException {
        return wrapped.openTerminal(size);
    }

    /**
     * Returns the name of this backend.
     *
     * @return lower case letters, digits and hyphens
     */
    public final String name() {
        return name;
    }

    /**
     * Returns how much this backend is to be preferred to others that can do the same.
     *
     * @return any number; higher is better
     */
    public final int priority() {
        return priority;
    }

    /**
     * Returns whether this backend can be used on this system. Never throws. The first call may block while the backend is
     * probed; later ones return the same answer at once, unless the first one failed for a reason that may pass.
     *
     * @return whether it can be used, or why not and what to do
     */
    public final Availability availability() {
        return answers.availability(this);
    }

    /**
     * Returns what this backend can do. Never throws; blocks as {@link #availability} does.
     *
     * @return an immutable set
     */
    public final Set<PtyCapability> capabilities() {
        return answers.capabilities(this);
    }

    /**
     * Returns whether this backend takes a command: it can be used for it, and has and knows everything that the command asks
     * for. The selection is decided by it.
     *
     * @param command the command
     * @return false if {@link #spawn} would refuse it
     */
    public final boolean accepts(PtyCommand command) {
        return availabilityFor(command).isAvailable()
                && capabilities().containsAll(command.requiredCapabilities())
                && options().containsAll(command.options());
    }

    /**
     * Starts a program on a terminal of its own.
     *
     * @param command what to start, and how
     * @return the running session, which the caller closes
     * @throws PtyException if it could not be started; nothing is left behind
     * @throws UnsupportedPtyFeatureException if the command needs a capability that this backend lacks, or has an option that
     *     it does not know
     */
    public final PtySession spawn(PtyCommand command) throws PtyException {
        SpawnRequest request = checked(command);
        return SessionFactory.assemble(this, command, () -> start(request));
    }

    /**
     * Opens a terminal without a program.
     *
     * @param size its size
     * @return the terminal, which the caller closes
     * @throws PtyException if no terminal could be opened
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#OPEN_PAIR}
     */
    public final PtyTerminal open(TerminalSize size) throws PtyException {
        checkUsable(availability(), Set.of(PtyCapability.OPEN_PAIR), "open");
        return SessionFactory.assembleTerminal(this, openTerminal(size), size, this::checked);
    }

    private SpawnRequest checked(PtyCommand command) throws PtyException {
        checkUsable(availabilityFor(command), command.requiredCapabilities(), "spawn");
        for (PtyOption<?> option : command.options()) {
            if (!options().contains(option)) {
                throw new UnsupportedPtyFeatureException(name, option, options().toString());
            }
        }
        return new SpawnRequest(command);
    }

    private void checkUsable(Availability availability, Set<PtyCapability> needed, String operation)
            throws PtyException {
        if (!availability.isAvailable()) {
            String message = "the provider \"" + name + "\" cannot be used here: " + availability.reason()
                    + (availability.remedy().isEmpty() ? "" : "; " + availability.remedy());
            throw availability
                    .cause()
                    .map(cause -> new PtyException(operation, message, cause))
                    .orElseGet(() -> new PtyException(operation, message));
        }
        Set<PtyCapability> missing = new TreeSet<>(needed);
        missing.removeAll(capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedPtyFeatureException(name, missing.iterator().next(), operation);
        }
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
