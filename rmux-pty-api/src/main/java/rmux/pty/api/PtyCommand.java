// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import rmux.pty.api.internal.command.CommandChecks;
import rmux.pty.api.internal.command.EnvironmentEdits;
import rmux.pty.api.internal.command.Shells;

/**
 * What to start on a terminal, and how; an immutable value.
 *
 * <p>Every {@code with} method returns a changed copy. Bad input is refused at once with an {@link IllegalArgumentException}
 * that shows the offending value, or a {@link NullPointerException} for a null: a NUL character in any string, an empty
 * program, an empty variable name, a variable name with {@code =}.
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
public final class PtyCommand extends CommandDescription {

    /** How long {@link PtySession#close} waits after the hang-up before it ends what is left, unless set. */
    public static final Duration DEFAULT_HANGUP_GRACE = Duration.ofMillis(500);

    /** How much output {@link #run} keeps, unless set: 64 MiB. */
    public static final int DEFAULT_OUTPUT_LIMIT = 64 * 1024 * 1024;

    private PtyCommand(CommandSettings settings) {
        super(settings);
    }

    private PtyCommand changed(Consumer<CommandSettings> change) {
        CommandSettings copy = settings.copy();
        change.accept(copy);
        return new PtyCommand(copy);
    }

    /**
     * Creates a command from a program and its arguments.
     *
     * @param program a path, or a bare name that is looked up on the child's {@code PATH}
     * @param arguments the arguments after the program's own name
     * @return the command
     */
    @CheckReturnValue
    public static PtyCommand of(String program, String... arguments) {
        return of(program, Arrays.asList(arguments));
    }

    /**
     * Creates a command from a program and its arguments.
     *
     * @param program a path, or a bare name that is looked up on the child's {@code PATH}
     * @param arguments the arguments after the program's own name
     * @return the command
     */
    @CheckReturnValue
    public static PtyCommand of(String program, List<String> arguments) {
        return new PtyCommand(new CommandSettings(CommandChecks.program(program), CommandChecks.arguments(arguments)));
    }

    /**
     * Creates a command that runs a script with the shell of the system: {@code /bin/sh -c}, on Windows {@code cmd.exe /c}.
     *
     * @param script the script, in the language of that shell
     * @return the command
     */
    @CheckReturnValue
    public static PtyCommand shell(String script) {
        Shells shells = Shells.ofThisMachine();
        CommandChecks.noNul("script", script);
        // With /s, cmd.exe takes what is between the first and the last quote as it is.
        return shells.areOfWindows()
                ? of(shells.forScripts(), "/d", "/s", "/c")
                        .withOption(PtyOptions.VERBATIM_ARGUMENTS, "\"" + script + "\"")
                : of(shells.forScripts(), "-c", script);
    }

    /**
     * Creates a command that starts the user's shell as a login shell: the program that {@code SHELL} names, or the one in {@code
     * /etc/passwd}, or {@code /bin/sh}, with a {@code -} before its name. On Windows, starts what {@code ComSpec} names.
     *
     * @return the command
     */
    @CheckReturnValue
    public static PtyCommand loginShell() {
        Shells shells = Shells.ofThisMachine();
        String shell = shells.ofUser();
        return shells.areOfWindows()
                ? of(shell)
                : of(shell).withArgv0("-" + shell.substring(shell.lastIndexOf('/') + 1));
    }

    /**
     * Replaces the arguments.
     *
     * @param arguments the arguments after the program's own name
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withArguments(List<String> arguments) {
        List<String> checked = CommandChecks.arguments(arguments);
        return changed(copy -> copy.arguments = checked);
    }

    /**
     * Sets the name under which the program sees itself, if it differs from the program; a leading {@code -} makes a login shell.
     * Needs {@link PtyCapability#ARGV0}.
     *
     * @param name the program's {@code argv[0]}
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withArgv0(String name) {
        CommandChecks.noNul("argv0", name);
        return changed(copy -> copy.argv0 = Optional.of(name));
    }

    /**
     * Sets a variable of the program's environment.
     *
     * @param name the name; not empty, without {@code =}
     * @param value the value
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withEnvironment(String name, String value) {
        return withEdits(settings.environment.set(name, value));
    }

    /**
     * Sets variables of the program's environment.
     *
     * @param variables names and values
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withEnvironment(Map<String, String> variables) {
        return withEdits(settings.environment.setAll(variables));
    }

    /**
     * Removes a variable from the program's environment, even if the parent has it.
     *
     * @param name the name; not empty, without {@code =}
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withoutEnvironment(String name) {
        return withEdits(settings.environment.remove(name));
    }

    /**
     * Starts from an empty environment instead of the parent's, and forgets what was set before.
     *
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withEmptyEnvironment() {
        return withEdits(EnvironmentEdits.EMPTY);
    }

    private PtyCommand withEdits(EnvironmentEdits edits) {
        return changed(copy -> copy.environment = edits);
    }

    /**
     * Sets the directory that the program starts in; the parent's own unless set. A relative path counts from the parent's.
     *
     * @param directory an existing directory; {@code spawn} fails if it is not
     * @return the changed copy
     * @throws IllegalArgumentException if the path is not of the default file system, as one inside a zip file
     */
    @CheckReturnValue
    public PtyCommand withDirectory(Path directory) {
        CommandChecks.directory(directory);
        return changed(copy -> {
            copy.directory = Optional.of(directory.toString());
            copy.directoryPath = Optional.of(directory);
        });
    }

    /**
     * Sets the directory that the program starts in, as text for the backend to understand: a program on another machine
     * starts in a directory of that machine.
     *
     * @param directory an existing directory; {@code spawn} fails if it is not
     * @return a copy of this command
     * @throws IllegalArgumentException if the text is empty or contains a NUL
     */
    @CheckReturnValue
    public PtyCommand withDirectory(String directory) {
        CommandChecks.directory(directory);
        return changed(copy -> {
            copy.directory = Optional.of(directory);
            copy.directoryPath = Optional.empty();
        });
    }

    /**
     * Sets the size that the program sees in its first instruction; {@link TerminalSize#DEFAULT} unless set.
     *
     * @param size the size
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withSize(TerminalSize size) {
        Objects.requireNonNull(size, "size");
        return changed(copy -> copy.size = Optional.of(size));
    }

    /**
     * Sets the modes that the program sees in its first instruction; the system's own with {@code IUTF8} unless set. Needs
     * {@link PtyCapability#TERMINAL_MODES}.
     *
     * @param modes the modes
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withModes(TerminalModes modes) {
        Objects.requireNonNull(modes, "modes");
        return changed(copy -> copy.modes = Optional.of(modes));
    }

    /**
     * Sets when the output ends. False, unless set: once the program has exited and all it wrote was delivered. True: once the
     * last descendant that holds the terminal has closed it, as {@code server &} in a script may do much later.
     *
     * @param keep whether descendants keep the output open
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withKeepOutputOpen(boolean keep) {
        return changed(copy -> copy.keepOutputOpen = keep);
    }

    /**
     * Sets where standard error goes. False, unless set: to the terminal, as standard output does. True: to {@link
     * PtySession#errorStream}, through a pipe. Then standard error is no terminal for the program, and somebody has to read it: a
     * program that has filled the pipe (64 KiB on Linux, pipe(7)) waits.
     *
     * @param separate whether standard error is apart from the terminal; needs {@link PtyCapability#SEPARATE_ERROR}
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withSeparateError(boolean separate) {
        return changed(copy -> copy.separateError = separate);
    }

    /**
     * Sets the user and groups that the program runs as; those of this JVM unless set. Needs {@link PtyCapability#RUN_AS}.
     *
     * <p>The directory and the program are looked up with the rights of that user. A user or group that does not exist, and one
     * that this JVM may not become, fail {@code spawn} at {@link PtySpawnException.Stage#USER}. Nothing else changes, as with
     * setpriv(1): {@code HOME}, {@code USER}, {@code LOGNAME} and {@code SHELL} stay as they are unless the command sets them, {@link
     * #loginShell} starts the shell of this JVM's user, and no session of PAM is opened.
     *
     * @param runAs the user and groups
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withRunAs(RunAs runAs) {
        Objects.requireNonNull(runAs, "runAs");
        return changed(copy -> copy.runAs = Optional.of(runAs));
    }

    /**
     * Sets how long {@link PtySession#close} waits after the hang-up before it ends what is left of the program.
     *
     * @param grace zero or more; {@link #DEFAULT_HANGUP_GRACE} unless set
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    @CheckReturnValue
    public PtyCommand withHangupGrace(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the hang-up grace must not be negative, but was " + grace);
        }
        return changed(copy -> copy.hangupGrace = grace);
    }

    /**
     * Sets what {@link PtySession#close} ends besides the program; {@link Closing#END_TREE} unless set.
     *
     * @param closing what closing ends
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withClosing(Closing closing) {
        Objects.requireNonNull(closing, "closing");
        return changed(copy -> copy.closing = closing);
    }

    /**
     * Sets how much output {@link #run} keeps; the rest is read and discarded. Sessions of {@link #spawn} are not affected.
     *
     * @param bytes the number of bytes, zero or more; {@link #DEFAULT_OUTPUT_LIMIT} unless set
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    @CheckReturnValue
    public PtyCommand withOutputLimit(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the limit of output must not be negative, but was " + bytes);
        }
        return changed(copy -> copy.outputLimit = bytes);
    }

    /**
     * Makes the selection choose a backend that has these capabilities; adds to those required before.
     *
     * @param capabilities what the command needs
     * @return the changed copy
     */
    @CheckReturnValue
    public PtyCommand withRequired(PtyCapability... capabilities) {
        return changed(copy -> Collections.addAll(copy.required, capabilities));
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
    @CheckReturnValue
    public <T> PtyCommand withOption(PtyOption<T> option, T value) {
        Object checked = option.type().cast(Objects.requireNonNull(value, () -> "the value of " + option.name()));
        if (checked instanceof String text) {
            CommandChecks.noNul(option.name(), text);
        }
        return changed(copy -> copy.options.put(option, checked));
    }

    /**
     * Starts the command with the best of the installed backends that has the required capabilities and knows the options.
     *
     * @return the running session, which the caller closes
     * @throws PtySpawnException if the program could not be started; nothing is left behind
     * @throws PtyException if no terminal is available
     * @throws NoPtyProviderException if no installed backend is available and has the required capabilities
     */
    public PtySession spawn() throws PtyException {
        return PtyProviders.installed().spawn(this);
    }

    /**
     * Runs the command to its end and returns what it wrote. Blocks until then, or for the time limit.
     *
     * <p>The program gets no input: one that reads its terminal waits until the time limit. Output beyond the {@linkplain
     * #withOutputLimit limit} is discarded.
     *
     * @param timeLimit how long the program may take, positive
     * @return the exit status and the output
     * @throws PtyTimeoutException if the program did not end in time; it and what it started were ended, and the exception has the
     *     output so far
     * @throws PtyException if the program could not be started, or its output could not be read
     * @throws InterruptedException if the thread is interrupted; the program is ended
     * @throws IllegalArgumentException if the time limit is not positive
     */
    public CompletedCommand run(Duration timeLimit) throws PtyException, InterruptedException {
        CommandRun run = new CommandRun(this, timeLimit);
        return run.follow(spawn());
    }

    /** Returns the program and its arguments as one would type them; values of the environment are not shown. */
    @Override
    public String toString() {
        return CommandChecks.display(settings.program, settings.arguments);
    }
}
