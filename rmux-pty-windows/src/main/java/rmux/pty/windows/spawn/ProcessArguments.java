// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.nio.file.Path;
import java.util.Optional;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.LocalCommand;

/**
 * What {@code CreateProcessW} is given, as text.
 *
 * @param program the absolute path
 * @param commandLine the quoted command line
 * @param environment the block, its two NULs included
 * @param directory the directory to start in; empty for our own
 */
public record ProcessArguments(String program, String commandLine, String environment, Optional<Path> directory) {

    /** Refuses what cannot work before anything is allocated. */
    public static ProcessArguments of(LocalCommand command) throws PtySpawnException {
        if (command.directory().isPresent()) {
            WorkingDirectory.check(command.directory().get());
        }
        return new ProcessArguments(
                ProgramLookup.find(command),
                CommandLine.of(command.command()),
                EnvironmentBlock.of(command.environment()),
                command.directory());
    }
}
