// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;

/**
 * A command resolved on this machine: the whole environment, and an absolute directory.
 *
 * @param command the command as the application gave it
 * @param environment every variable the program gets, in order; immutable
 * @param directory the absolute directory to start in; empty for the parent's own
 */
public record LocalCommand(PtyCommand command, Map<String, String> environment, Optional<Path> directory) {

    /**
     * Copies the environment, keeping its order.
     *
     * @param command the command as the application gave it
     * @param environment every variable the program gets, in order
     * @param directory the absolute directory to start in
     */
    public LocalCommand {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * Resolves a command.
     *
     * @param request the request to start it
     * @param inherited the variables of this process, usually {@link System#getenv()}
     * @param ignoreCase whether names of variables that differ only in case are the same, as on Windows
     * @return the resolved command
     * @throws PtySpawnException if its directory is not a path on this machine
     */
    public static LocalCommand of(SpawnRequest request, Map<String, String> inherited, boolean ignoreCase)
            throws PtySpawnException {
        Optional<Path> directory = request.localDirectory();
        return new LocalCommand(request.command(), request.localEnvironment(inherited, ignoreCase), directory);
    }

    /**
     * Returns the size that the terminal starts with.
     *
     * @return the command's, or the default
     */
    public TerminalSize size() {
        return command.size().orElse(TerminalSize.DEFAULT);
    }
}
