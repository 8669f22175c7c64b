// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.posix.jna.Errno;

/**
 * Names the culprit when {@code posix_spawn} fails: its one error number may be about the directory or the program.
 *
 * <p>Missing directories are refused before; looking again here catches the one that has gone since.
 */
final class SpawnFailures {

    private SpawnFailures() {}

    /** Refuses a directory that is none. */
    static void checkDirectory(Path directory) throws PtySpawnException {
        if (!isDirectory(directory)) {
            throw directory("is not a directory", directory, Errno.ENOTDIR);
        }
        if (!Files.isExecutable(directory)) {
            throw directory("cannot be entered", directory, Errno.EACCES);
        }
    }

    private static boolean isDirectory(Path directory) throws PtySpawnException {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            throw directory("does not exist", directory, Errno.ENOENT);
        } catch (AccessDeniedException e) {
            throw directory("cannot be reached", directory, Errno.EACCES);
        } catch (IOException e) {
            // A name too long, a loop of links, a file where a directory should be on the way to it.
            String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
            throw new PtySpawnException(
                    Stage.DIRECTORY, "chdir", "the working directory " + directory + " cannot be reached: " + reason);
        }
    }

    private static PtySpawnException directory(String what, Path directory, Errno errno) {
        return new PtySpawnException(
                Stage.DIRECTORY, "chdir", "the working directory " + directory + " " + what, errno.toNativeError());
    }

    /** The exception for a failed call; {@code result} is the negated error. */
    static PtySpawnException explain(SpawnRequest request, int result) {
        if (request.directory().isPresent()) {
            try {
                checkDirectory(request.directory().get());
            } catch (PtySpawnException e) {
                return e;
            }
        }
        Path program = request.program();
        return new PtySpawnException(
                Stage.CREATE_PROCESS, "posix_spawn", program + describe(program, result), Errno.of(result));
    }

    private static String describe(Path program, int result) {
        if (Errno.ENOENT.is(result)) {
            return Files.exists(program)
                    ? " cannot be started: the interpreter it names is missing"
                    : " does not exist";
        }
        if (Errno.EACCES.is(result)) {
            return Files.isDirectory(program) ? " is a directory, not a program" : " is not executable";
        }
        if (Errno.ENOEXEC.is(result)) {
            return " is not a program for this system, and names no interpreter";
        }
        if (Errno.E2BIG.is(result)) {
            return " cannot be started: its arguments and environment are too large";
        }
        return " cannot be started";
    }
}
