// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.command.LocalEnvironment;

/**
 * A checked command that a backend is to start. What depends on a machine is computed when the backend asks for it, so that a
 * program on another machine is given nothing of this one.
 *
 * @param command the command as the application gave it
 */
public record SpawnRequest(PtyCommand command) {

    /**
     * Returns the environment of a program on any machine: what it inherits there, changed as the command says. A backend for
     * another machine passes what that machine says, or an empty map: then the result has only what the command sets, and
     * {@code TERM}.
     *
     * @param inherited the variables that the program would inherit
     * @return a new map, in order; variables that describe another terminal are not inherited
     */
    public Map<String, String> environment(Map<String, String> inherited) {
        return command.environmentFrom(inherited, false);
    }

    /**
     * Returns the environment of a program on this machine: as {@link #environment}, completed by {@code PWD}, and by a {@code TERM}
     * that has a description here. May read the file system.
     *
     * @param inherited the variables of this process, usually {@link System#getenv()}
     * @param ignoreCase whether names that differ only in case are the same, as on Windows
     * @return a new map, in order
     */
    public Map<String, String> localEnvironment(Map<String, String> inherited, boolean ignoreCase) {
        return LocalEnvironment.of(command, inherited, ignoreCase);
    }

    /**
     * Returns the directory that the program starts in, as the application wrote it. What it means is for the backend to decide.
     *
     * @return the directory, or empty if the command does not set one
     */
    public Optional<String> directory() {
        return command.directory();
    }

    /**
     * Returns the directory that the program starts in as an absolute path of this machine.
     *
     * @return the directory, or empty if the command does not set one
     * @throws PtySpawnException if the text is not a path here; the stage is {@link PtySpawnException.Stage#DIRECTORY}
     */
    public Optional<Path> localDirectory() throws PtySpawnException {
        try {
            return command.directoryPath().map(Path::toAbsolutePath);
        } catch (InvalidPathException e) {
            PtySpawnException failure = new PtySpawnException(
                    PtySpawnException.Stage.DIRECTORY,
                    "chdir",
                    "the directory is not a path on this machine: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /**
     * Returns the size that the terminal starts with.
     *
     * @return the command's, or the default
     */
    public TerminalSize size() {
        return command.size().orElse(TerminalSize.DEFAULT);
    }

    /**
     * Returns the modes that the terminal starts with.
     *
     * @return the command's; empty for those that the system chooses
     */
    public Optional<TerminalModes> modes() {
        return command.modes();
    }
}
