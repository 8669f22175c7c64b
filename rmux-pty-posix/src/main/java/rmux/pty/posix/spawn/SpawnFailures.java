// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/**
 * Names the culprit when {@code posix_spawn} fails: its one error number may be about the directory or the program.
 *
 * <p>Missing directories are refused before; examining them again here catches the one that has gone since.
 */
final class SpawnFailures {

    private final FileAccess files;

    SpawnFailures(LibC libC) {
        this.files = new FileAccess(libC);
    }

    /** Throws if the path is not a directory that may be entered. */
    void checkDirectory(SystemPath directory) throws PtySpawnException {
        int result = files.enter(directory);
        if (result < 0) {
            throw new PtySpawnException(
                    Stage.DIRECTORY,
                    "chdir",
                    "the working directory " + directory + describeDirectory(directory, result),
                    Errno.of(result));
        }
    }

    private String describeDirectory(SystemPath directory, int result) {
        if (Errno.ENOENT.is(result)) {
            return " does not exist";
        }
        if (Errno.ENOTDIR.is(result)) {
            return files.exists(directory) ? " is not a directory" : " cannot be reached";
        }
        return Errno.EACCES.is(result) && files.exists(directory) ? " cannot be entered" : " cannot be reached";
    }

    /** Describes what {@code EACCES} means for a file that is not a directory. */
    String describeNotExecutable(SystemPath program) {
        return files.isNoexec(program)
                ? " cannot be executed, because its file system is mounted noexec"
                : " is not executable";
    }

    /** The exception for a failed call; {@code result} is the negated error. */
    PtySpawnException explain(SpawnMemory request, int result) {
        if (request.directory().isPresent()) {
            try {
                checkDirectory(request.directory().get());
            } catch (PtySpawnException e) {
                return e;
            }
        }
        SystemPath program = request.program();
        return new PtySpawnException(
                Stage.CREATE_PROCESS, "posix_spawn", program + describeProgram(program, result), Errno.of(result));
    }

    private String describeProgram(SystemPath program, int result) {
        if (Errno.ENOENT.is(result)) {
            return files.exists(program)
                    ? " cannot be started: the interpreter it names is missing"
                    : " does not exist";
        }
        if (Errno.EACCES.is(result)) {
            return files.exists(program) && files.isDirectory(program)
                    ? " is a directory, not a program"
                    : describeNotExecutable(program);
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
