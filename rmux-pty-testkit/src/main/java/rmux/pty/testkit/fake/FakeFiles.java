// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.LocalCommand;

/** The programs of a fake by their paths. Directories are those of the real system; the programs in them are not. */
final class FakeFiles {

    private record Unusable(String why, NativeError error) {}

    private final Map<Path, FakeProgram> programs = new ConcurrentHashMap<>();
    private final Map<Path, Unusable> unusable = new ConcurrentHashMap<>();

    void program(Path path, FakeProgram program) {
        programs.put(path.toAbsolutePath().normalize(), program);
    }

    /** A file that is there and cannot be started. */
    void unusable(Path path, String why, String symbol) {
        unusable.put(path.toAbsolutePath().normalize(), new Unusable(why, FakeErrors.of(symbol)));
    }

    Path directory(Optional<Path> wanted) throws PtySpawnException {
        if (wanted.isEmpty()) {
            return Path.of("").toAbsolutePath();
        }
        Path directory = wanted.get();
        if (!Files.isDirectory(directory)) {
            String symbol = Files.exists(directory) ? "ENOTDIR" : "ENOENT";
            throw new PtySpawnException(
                    Stage.DIRECTORY, "change_directory", "the working directory " + directory, FakeErrors.of(symbol));
        }
        return directory;
    }

    /** The absolute path of a program, which may still not be there when it has a directory part. */
    Path find(LocalCommand command, Path directory) throws PtySpawnException {
        Path program = Path.of(command.command().program());
        if (program.getNameCount() > 1 || program.isAbsolute()) {
            return directory.resolve(program).normalize();
        }
        String path = command.environment().getOrDefault("PATH", "");
        for (String entry : path.split(File.pathSeparator, -1)) {
            Path candidate = directory.resolve(entry).resolve(program).normalize();
            if (!entry.isEmpty() && programs.containsKey(candidate)) {
                return candidate;
            }
        }
        throw new PtySpawnException(
                Stage.RESOLVE_PROGRAM,
                "find_program",
                "\"" + program + "\" is not on the child's PATH (" + path + ")",
                FakeErrors.of("ENOENT"));
    }

    FakeProgram load(Path path) throws PtySpawnException {
        FakeProgram program = programs.get(path);
        if (program != null) {
            return program;
        }
        Unusable reason =
                unusable.getOrDefault(path, new Unusable("is no program of this fake", FakeErrors.of("ENOENT")));
        throw new PtySpawnException(Stage.CREATE_PROCESS, "create_process", path + " " + reason.why(), reason.error());
    }
}
