// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.ResolvedCommand;
import rmux.pty.posix.jna.Errno;

/**
 * Finds the program (rule SPAWN-08): a bare name on the child's own PATH, a path against the child's directory.
 *
 * <p>An empty entry of PATH, which a shell takes for the current directory, is skipped: nothing is searched there implicitly.
 */
final class ProgramLookup {

    /** What {@code confstr(_CS_PATH)} says, for a child without PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private ProgramLookup() {}

    /** The absolute path of the program, which may still turn out not to be one when it has a directory part. */
    static Path find(ResolvedCommand command) throws PtySpawnException {
        String program = command.command().program();
        Path directory = command.directory().orElse(Path.of("")).toAbsolutePath();
        if (program.indexOf('/') >= 0) {
            return directory.resolve(program);
        }
        return search(program, command.environment().getOrDefault("PATH", DEFAULT_PATH), directory);
    }

    private static Path search(String program, String path, Path directory) throws PtySpawnException {
        List<Path> notExecutable = new ArrayList<>();
        for (String entry : path.split(":", -1)) {
            if (entry.isEmpty()) {
                continue;
            }
            Path candidate = directory.resolve(entry).resolve(program);
            if (Files.isRegularFile(candidate)) {
                if (Files.isExecutable(candidate)) {
                    return candidate;
                }
                notExecutable.add(candidate);
            }
        }
        if (!notExecutable.isEmpty()) {
            throw new PtySpawnException(
                    Stage.RESOLVE_PROGRAM,
                    "access",
                    notExecutable.get(0) + " is not executable",
                    Errno.EACCES.toNativeError());
        }
        throw new PtySpawnException(
                Stage.RESOLVE_PROGRAM,
                "access",
                "the program \"" + program + "\" is not on the child's PATH (" + path + ")",
                Errno.ENOENT.toNativeError());
    }
}
