// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import rmux.pty.api.NativeError;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** Failures as a line for people and an exit code for scripts. */
final class Failures {

    private Failures() {}

    /** Prints a failure and returns the exit code for it; what is no failure of the world around us is thrown on. */
    static int report(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof OutputClosedException) {
            return ExitCodes.OUTPUT_CLOSED;
        }
        if (failure instanceof IOException
                || failure instanceof NoPtyProviderException
                || failure instanceof UnsupportedOperationException
                || failure instanceof IllegalArgumentException) {
            err.println("rmux-pty: " + describe(failure));
            return exitCode(failure);
        }
        throw failure;
    }

    /** The message; those of the file system are no more than a path. */
    private static String describe(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return failure.getMessage() + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getMessage() + " is not accessible";
        }
        return String.valueOf(failure.getMessage());
    }

    static int exitCode(Exception failure) {
        if (failure instanceof IllegalArgumentException) {
            return ExitCodes.USAGE;
        }
        if (failure instanceof PtySpawnException spawn
                && (spawn.stage() == Stage.RESOLVE_PROGRAM || spawn.stage() == Stage.CREATE_PROCESS)) {
            return switch (spawn.nativeError().map(NativeError::symbol).orElse("")) {
                case "ENOENT", "ENOTDIR", "ERROR_FILE_NOT_FOUND", "ERROR_PATH_NOT_FOUND" -> ExitCodes.NOT_FOUND;
                case "EACCES", "ENOEXEC", "ERROR_ACCESS_DENIED", "ERROR_BAD_EXE_FORMAT" -> ExitCodes.NOT_EXECUTABLE;
                default -> ExitCodes.FAILURE;
            };
        }
        return ExitCodes.FAILURE;
    }
}
