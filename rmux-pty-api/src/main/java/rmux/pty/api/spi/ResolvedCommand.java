// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.command.LocalEnvironment;

/**
 * A command with what depends on this process filled in: the whole environment and an absolute directory.
 *
 * @param command the command as the application gave it
 * @param environment every variable the program gets, in order; immutable
 * @param directory the absolute directory to start in; empty for the parent's own
 */
public record ResolvedCommand(PtyCommand command, Map<String, String> environment, Optional<Path> directory) {

    /**
     * Copies the environment, keeping its order.
     *
     * @param command the command as the application gave it
     * @param environment every variable the program gets, in order
     * @param directory the absolute directory to start in
     */
    public ResolvedCommand {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * Fills in a command.
     *
     * @param command the command as the application gave it
     * @param inherited the environment of this process
     * @param ignoreCase whether names of variables that differ in case alone are the same, as on Windows
     * @return the filled-in command
     */
    public static ResolvedCommand of(PtyCommand command, Map<String, String> inherited, boolean ignoreCase) {
        return new ResolvedCommand(
                command,
                LocalEnvironment.of(command, inherited, ignoreCase),
                command.directory().map(Path::toAbsolutePath));
    }

    /**
     * The size that the terminal starts with.
     *
     * @return the command's, or the default
     */
    public TerminalSize size() {
        return command.size().orElse(TerminalSize.DEFAULT);
    }
}
