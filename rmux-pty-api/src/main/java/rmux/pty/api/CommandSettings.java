// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rmux.pty.api.internal.command.EnvironmentEdits;

/** Everything that a {@link PtyCommand} says. Changed only before the command that owns it is handed out. */
final class CommandSettings {

    final String program;
    List<String> arguments;
    Optional<String> argv0 = Optional.empty();
    EnvironmentEdits environment = EnvironmentEdits.INHERIT;
    Optional<String> directory = Optional.empty();

    /** The directory as it was given, if it was given as a path: its text may have lost bytes. */
    Optional<Path> directoryPath = Optional.empty();

    Optional<TerminalSize> size = Optional.empty();
    Optional<TerminalModes> modes = Optional.empty();
    boolean keepOutputOpen;
    boolean separateError;
    Optional<RunAs> runAs = Optional.empty();
    Duration hangupGrace = PtyCommand.DEFAULT_HANGUP_GRACE;
    Closing closing = Closing.END_TREE;
    int outputLimit = PtyCommand.DEFAULT_OUTPUT_LIMIT;
    final Set<PtyCapability> required = new LinkedHashSet<>();
    final Map<PtyOption<?>, Object> options = new LinkedHashMap<>();

    CommandSettings(String program, List<String> arguments) {
        this.program = program;
        this.arguments = arguments;
    }

    CommandSettings copy() {
        CommandSettings copy = new CommandSettings(program, arguments);
        copy.argv0 = argv0;
        copy.environment = environment;
        copy.directory = directory;
        copy.directoryPath = directoryPath;
        copy.size = size;
        copy.modes = modes;
        copy.keepOutputOpen = keepOutputOpen;
        copy.separateError = separateError;
        copy.runAs = runAs;
        copy.hangupGrace = hangupGrace;
        copy.closing = closing;
        copy.outputLimit = outputLimit;
        copy.required.addAll(required);
        copy.options.putAll(options);
        return copy;
    }
}
