// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link PtyCommand} says: the accessors of its settings. */
abstract sealed class CommandDescription permits PtyCommand {

    final CommandSettings settings;

    CommandDescription(CommandSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns the capabilities that this command needs: those required with {@link PtyCommand#withRequired}, and those that follow from
     * what is set.
     *
     * @return an immutable set
     */
    public Set<PtyCapability> requiredCapabilities() {
        Set<PtyCapability> needed = new LinkedHashSet<>();
        needed.addAll(settings.required);
        settings.argv0.ifPresent(name -> needed.add(PtyCapability.ARGV0));
        settings.modes.ifPresent(given -> needed.add(PtyCapability.TERMINAL_MODES));
        if (settings.separateError) {
            needed.add(PtyCapability.SEPARATE_ERROR);
        }
        settings.runAs.ifPresent(given -> needed.add(PtyCapability.RUN_AS));
        if (settings.options.containsKey(PtyOptions.VERBATIM_ARGUMENTS)) {
            needed.add(PtyCapability.VERBATIM_ARGUMENTS);
        }
        return Set.copyOf(needed);
    }

    /** {@return the program: a path or a bare name} */
    public String program() {
        return settings.program;
    }

    /** {@return the arguments after the program's own name; immutable} */
    public List<String> arguments() {
        return settings.arguments;
    }

    /** {@return the name under which the program sees itself, if it was set} */
    public Optional<String> argv0() {
        return settings.argv0;
    }

    /** {@return the directory that the program starts in, if it was set, as it was written} */
    public Optional<String> directory() {
        return settings.directory;
    }

    /**
     * Returns the directory that the program starts in as a path of this machine, relative if it was given so.
     *
     * @return the path, if a directory was set
     * @throws java.nio.file.InvalidPathException if its text is not a path on this machine
     */
    public Optional<Path> directoryPath() {
        return settings.directoryPath.or(() -> settings.directory.map(Path::of));
    }

    /** {@return the size of the terminal, if it was set} */
    public Optional<TerminalSize> size() {
        return settings.size;
    }

    /** {@return the modes of the terminal, if they were set} */
    public Optional<TerminalModes> modes() {
        return settings.modes;
    }

    /** {@return the user and groups that the program runs as, if they were set} */
    public Optional<RunAs> runAs() {
        return settings.runAs;
    }

    /** {@return whether standard error is apart from the terminal} */
    public boolean separateError() {
        return settings.separateError;
    }

    /** {@return whether descendants keep the output open after the program's exit} */
    public boolean keepOutputOpen() {
        return settings.keepOutputOpen;
    }

    /** {@return how long closing waits after the hang-up} */
    public Duration hangupGrace() {
        return settings.hangupGrace;
    }

    /** {@return what closing the session ends besides the program} */
    public Closing closing() {
        return settings.closing;
    }

    /** {@return how many bytes of output {@link PtyCommand#run} keeps} */
    public int outputLimit() {
        return settings.outputLimit;
    }

    /**
     * Returns the value of an option, if it was set.
     *
     * @param <T> the type of the value
     * @param option the option
     * @return the value
     */
    public <T> Optional<T> option(PtyOption<T> option) {
        return Optional.ofNullable(settings.options.get(option)).map(option.type()::cast);
    }

    /** {@return the options that were set; immutable} */
    public Set<PtyOption<?>> options() {
        return Set.copyOf(settings.options.keySet());
    }

    /**
     * Returns the environment that the program gets, from the one it would inherit. Does not examine this machine: the value of
     * {@code PWD} and the existence of the terminal type are not checked.
     *
     * @param inherited the parent's environment
     * @param ignoreCase whether names that differ only in case are the same, as on Windows
     * @return a new map, in which names are unique in that sense; the order is the parent's, then that of setting
     */
    public Map<String, String> environmentFrom(Map<String, String> inherited, boolean ignoreCase) {
        return settings.environment.applyTo(inherited, ignoreCase);
    }

    /**
     * Returns whether this command itself sets or removes a variable of the environment.
     *
     * @param name the variable
     * @param ignoreCase whether names that differ only in case are the same, as on Windows
     * @return whether the command decides about the variable
     */
    public boolean changesEnvironment(String name, boolean ignoreCase) {
        return settings.environment.changes(name, ignoreCase);
    }

    /** {@return whether the program inherits variables; false after {@link PtyCommand#withEmptyEnvironment}} */
    public boolean inheritsEnvironment() {
        return settings.environment.inherits();
    }

    /** {@return the names of the variables that this command removes and does not set again; immutable} */
    public Set<String> removedEnvironment() {
        return settings.environment.removed();
    }
}
