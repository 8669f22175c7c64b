// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.internal.command.CommandChecks;
import rmux.pty.api.internal.command.EnvironmentEdits;

/**
 * What to start on a terminal, and how; an immutable value.
 *
 * <p>Every method that sets something returns a changed copy. Bad input is refused at once with an {@link
 * IllegalArgumentException} that shows the offending value (a {@link NullPointerException} for a null): a NUL character in
 * any string, an empty program, an empty variable name, a variable name with {@code =}.
 *
 * <p>The environment is the parent's, changed as the command says, with three differences. Variables that the command itself
 * sets or removes are left as it has them.
 *
 * <ul>
 *   <li>Variables that describe the parent's terminal are not inherited: {@code COLUMNS}, {@code LINES}, {@code TERMCAP},
 *       {@code STY}, {@code WINDOW}, {@code WINDOWID}, {@code VTE_VERSION}, {@code XTERM_VERSION}, {@code TERM_SESSION_ID},
 *       {@code LC_TERMINAL}, {@code LC_TERMINAL_VERSION}, {@code GPG_TTY}, {@code SSH_TTY}, {@code INSIDE_EMACS}, and those
 *       that begin with {@code TMUX}, {@code TERM_PROGRAM}, {@code ZELLIJ}, {@code KITTY_}, {@code WEZTERM_}, {@code
 *       KONSOLE_}, {@code ITERM_}, {@code WT_}, {@code ALACRITTY_}, {@code GHOSTTY_} or {@code GNOME_TERMINAL_}. {@code
 *       COLORTERM} is inherited.
 *   <li>{@code TERM} becomes {@code xterm-256color} if it is absent, empty, {@code dumb} or {@code unknown}. A type that the
 *       terminfo database of this machine does not describe becomes one that it does.
 *   <li>{@code PWD} names the directory that the program starts in, with the symbolic links of the path that was given.
 * </ul>
 */
public final class PtyCommand {

    /** How long {@link PtySession#close} waits after the hang-up before it ends what is left, unless set. */
    public static final Duration DEFAULT_HANGUP_GRACE = Duration.ofMillis(500);

    private final String program;
    private final List<String> arguments;
    private final Optional<String> argv0;
    private final EnvironmentEdits environment;
    private final Optional<Path> directory;
    private final Optional<TerminalSize> size;
    private final Optional<TerminalModes> modes;
    private final boolean keepOutputOpen;
    private final Duration hangupGrace;
    private final Closing closing;
    private final Set<PtyCapability> required;
    private final Map<PtyOption<?>, Object> options;

    private PtyCommand(Draft draft) {
        this.program = draft.program;
        this.arguments = draft.arguments;
        this.argv0 = draft.argv0;
        this.environment = draft.environment;
        this.directory = draft.directory;
        this.size = draft.size;
        this.modes = draft.modes;
        this.keepOutputOpen = draft.keepOutputOpen;
        this.hangupGrace = draft.hangupGrace;
        this.closing = draft.closing;
        this.required = Set.copyOf(draft.required);
        this.options = Map.copyOf(draft.options);
    }

    /**
     * A command: a program and its arguments.
     *
     * @param program a path, or a bare name that is looked up on the child's {@code PATH}
     * @param arguments the arguments after the program's own name
     * @return the command
     */
    public static PtyCommand of(String program, String... arguments) {
        return of(program, Arrays.asList(arguments));
    }

    /**
     * A command: a program and its arguments.
     *
     * @param program a path, or a bare name that is looked up on the child's {@code PATH}
     * @param arguments the arguments after the program's own name
     * @return the command
     */
    public static PtyCommand of(String program, List<String> arguments) {
        CommandChecks.program(program);
        return new PtyCommand(new Draft(program, CommandChecks.arguments(arguments)));
    }

    /**
     * Replaces the arguments.
     *
     * @param newArguments the arguments after the program's own name
     * @return the changed copy
     */
    public PtyCommand withArguments(List<String> newArguments) {
        Draft draft = new Draft(this);
        draft.arguments = CommandChecks.arguments(newArguments);
        return new PtyCommand(draft);
    }

    /**
     * Sets the name under which the program sees itself, where it differs from the program; a leading {@code -} makes a login
     * shell. Needs {@link PtyCapability#ARGV0}.
     *
     * @param name the program's {@code argv[0]}
     * @return the changed copy
     */
    public PtyCommand withArgv0(String name) {
        Draft draft = new Draft(this);
        draft.argv0 = Optional.of(CommandChecks.noNul("argv0", name));
        return new PtyCommand(draft);
    }

    /**
     * Sets a variable of the program's environment.
     *
     * @param name the name; not empty, without {@code =}
     * @param value the value
     * @return the changed copy
     */
    public PtyCommand withEnvironment(String name, String value) {
        return edited(environment.set(name, value));
    }

    /**
     * Sets variables of the program's environment.
     *
     * @param variables names and values
     * @return the changed copy
     */
    public PtyCommand withEnvironment(Map<String, String> variables) {
        return edited(environment.setAll(variables));
    }

    /**
     * Removes a variable from the program's environment, also when the parent has it.
     *
     * @param name the name; not empty, without {@code =}
     * @return the changed copy
     */
    public PtyCommand withoutEnvironment(String name) {
        return edited(environment.remove(name));
    }

    /**
     * Starts from an empty environment instead of the parent's, and forgets what was set before.
     *
     * @return the changed copy
     */
    public PtyCommand withEmptyEnvironment() {
        return edited(EnvironmentEdits.EMPTY);
    }

    private PtyCommand edited(EnvironmentEdits edits) {
        Draft draft = new Draft(this);
        draft.environment = edits;
        return new PtyCommand(draft);
    }

    /**
     * Sets the directory that the program starts in; the parent's own unless set. A relative path counts from the parent's.
     *
     * @param newDirectory an existing directory; {@code spawn} fails if it is not
     * @return the changed copy
     * @throws IllegalArgumentException if the path is not of the default file system, as one inside a zip file
     */
    public PtyCommand withDirectory(Path newDirectory) {
        Draft draft = new Draft(this);
        CommandChecks.directory(newDirectory);
        draft.directory = Optional.of(newDirectory);
        return new PtyCommand(draft);
    }

    /**
     * Sets the size that the program sees in its first instruction; {@link TerminalSize#DEFAULT} unless set.
     *
     * @param newSize the size
     * @return the changed copy
     */
    public PtyCommand withSize(TerminalSize newSize) {
        Draft draft = new Draft(this);
        draft.size = Optional.of(newSize);
        return new PtyCommand(draft);
    }

    /**
     * Sets the modes that the program sees in its first instruction; the system's own with {@code IUTF8} unless set. Needs
     * {@link PtyCapability#TERMINAL_MODES}.
     *
     * @param newModes the modes
     * @return the changed copy
     */
    public PtyCommand withModes(TerminalModes newModes) {
        Draft draft = new Draft(this);
        draft.modes = Optional.of(newModes);
        return new PtyCommand(draft);
    }

    /**
     * Sets when the output ends. False, unless set: once the program has exited and all it wrote was delivered. True: once the
     * last descendant that holds the terminal has closed it, as {@code server &} in a script may do much later.
     *
     * @param keep whether descendants keep the output open
     * @return the changed copy
     */
    public PtyCommand withKeepOutputOpen(boolean keep) {
        Draft draft = new Draft(this);
        draft.keepOutputOpen = keep;
        return new PtyCommand(draft);
    }

    /**
     * Sets how long {@link PtySession#close} waits after the hang-up before it ends what is left of the program.
     *
     * @param grace zero or more; {@link #DEFAULT_HANGUP_GRACE} unless set
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public PtyCommand withHangupGrace(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the hang-up grace must not be negative, but was " + grace);
        }
        Draft draft = new Draft(this);
        draft.hangupGrace = grace;
        return new PtyCommand(draft);
    }

    /**
     * Sets what {@link PtySession#close} ends besides the program; {@link Closing#END_TREE} unless set.
     *
     * @param newClosing what closing ends
     * @return the changed copy
     */
    public PtyCommand withClosing(Closing newClosing) {
        Draft draft = new Draft(this);
        draft.closing = Objects.requireNonNull(newClosing, "closing");
        return new PtyCommand(draft);
    }

    /**
     * Makes the selection choose a backend that has these capabilities; adds to those required before.
     *
     * @param capabilities what the command needs
     * @return the changed copy
     */
    public PtyCommand withRequired(PtyCapability... capabilities) {
        Draft draft = new Draft(this);
        draft.required.addAll(Arrays.asList(capabilities));
        return new PtyCommand(draft);
    }

    /**
     * Sets an option that only some backends know. The selection chooses one that does; a backend that does not know it refuses
     * the command.
     *
     * @param <T> the type of the value
     * @param option the option
     * @param value its value
     * @return the changed copy
     */
    public <T> PtyCommand withOption(PtyOption<T> option, T value) {
        Draft draft = new Draft(this);
        Object checked = option.type().cast(Objects.requireNonNull(value, () -> "the value of " + option.name()));
        if (checked instanceof String text) {
            CommandChecks.noNul(option.name(), text);
        }
        draft.options.put(option, checked);
        return new PtyCommand(draft);
    }

    /**
     * Starts the command with the best of the installed backends that has the required capabilities and knows the options.
     *
     * @return the running session, which the caller closes
     * @throws PtySpawnException if the program could not be started; nothing is left behind
     * @throws PtyException if no terminal could be had
     * @throws NoPtyProviderException if no backend is there, usable and able
     */
    public PtySession spawn() throws PtyException {
        return PtyProviders.installed().select(this).spawn(this);
    }

    /**
     * The capabilities that this command needs: those asked for with {@link #withRequired} and those that follow from what is set.
     *
     * @return an immutable set
     */
    public Set<PtyCapability> requiredCapabilities() {
        EnumSet<PtyCapability> needed = EnumSet.noneOf(PtyCapability.class);
        needed.addAll(required);
        argv0.ifPresent(name -> needed.add(PtyCapability.ARGV0));
        modes.ifPresent(given -> needed.add(PtyCapability.TERMINAL_MODES));
        if (options.containsKey(PtyOptions.VERBATIM_ARGUMENTS)) {
            needed.add(PtyCapability.VERBATIM_ARGUMENTS);
        }
        return Set.copyOf(needed);
    }

    /**
     * The program: a path or a bare name.
     *
     * @return the program
     */
    public String program() {
        return program;
    }

    /**
     * The arguments after the program's own name.
     *
     * @return an immutable list
     */
    public List<String> arguments() {
        return arguments;
    }

    /**
     * The name under which the program sees itself, where it was set.
     *
     * @return the name
     */
    public Optional<String> argv0() {
        return argv0;
    }

    /**
     * The directory the program starts in, where it was set.
     *
     * @return the directory
     */
    public Optional<Path> directory() {
        return directory;
    }

    /**
     * The size of the terminal, where it was set.
     *
     * @return the size
     */
    public Optional<TerminalSize> size() {
        return size;
    }

    /**
     * The modes of the terminal, where they were set.
     *
     * @return the modes
     */
    public Optional<TerminalModes> modes() {
        return modes;
    }

    /**
     * Whether descendants keep the output open after the program's exit.
     *
     * @return whether they do
     */
    public boolean keepOutputOpen() {
        return keepOutputOpen;
    }

    /**
     * How long closing waits after the hang-up.
     *
     * @return the grace period
     */
    public Duration hangupGrace() {
        return hangupGrace;
    }

    /**
     * What closing the session ends besides the program.
     *
     * @return what closing ends
     */
    public Closing closing() {
        return closing;
    }

    /**
     * The value of an option, where it was set.
     *
     * @param <T> the type of the value
     * @param option the option
     * @return the value
     */
    public <T> Optional<T> option(PtyOption<T> option) {
        return Optional.ofNullable(options.get(option)).map(option.type()::cast);
    }

    /**
     * The options that were set.
     *
     * @return an immutable set
     */
    public Set<PtyOption<?>> options() {
        return options.keySet();
    }

    /**
     * The environment that the program gets, from the one it would inherit. Does not examine this machine: the value of {@code
     * PWD} and the existence of the terminal type are not checked.
     *
     * @param inherited the parent's environment
     * @param ignoreCase whether names that differ in case alone are the same, as on Windows
     * @return a new map, in which names are unique in that sense; the order is the parent's, then that of setting
     */
    public Map<String, String> environmentFrom(Map<String, String> inherited, boolean ignoreCase) {
        return environment.applyTo(inherited, ignoreCase);
    }

    /**
     * Returns whether this command itself sets or removes a variable of the environment.
     *
     * @param name the variable
     * @param ignoreCase whether names that differ only in case are the same, as on Windows
     * @return whether the command decides about the variable
     */
    public boolean changesEnvironment(String name, boolean ignoreCase) {
        return environment.changes(name, ignoreCase);
    }

    /** The program and its arguments as one would type them, for messages; values of the environment are not shown. */
    @Override
    public String toString() {
        return CommandChecks.display(program, arguments);
    }

    private static final class Draft {
        private final String program;
        private List<String> arguments;
        private Optional<String> argv0 = Optional.empty();
        private EnvironmentEdits environment = EnvironmentEdits.INHERIT;
        private Optional<Path> directory = Optional.empty();
        private Optional<TerminalSize> size = Optional.empty();
        private Optional<TerminalModes> modes = Optional.empty();
        private boolean keepOutputOpen;
        private Duration hangupGrace = DEFAULT_HANGUP_GRACE;
        private Closing closing = Closing.END_TREE;
        private final Collection<PtyCapability> required = new ArrayList<>();
        private final Map<PtyOption<?>, Object> options = new LinkedHashMap<>();

        Draft(String program, List<String> arguments) {
            this.program = program;
            this.arguments = arguments;
        }

        Draft(PtyCommand command) {
            this(command.program, command.arguments);
            argv0 = command.argv0;
            environment = command.environment;
            directory = command.directory;
            size = command.size;
            modes = command.modes;
            keepOutputOpen = command.keepOutputOpen;
            hangupGrace = command.hangupGrace;
            closing = command.closing;
            required.addAll(command.required);
            options.putAll(command.options);
        }
    }
}
