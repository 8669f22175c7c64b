// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.command;

import java.nio.file.Files;
import java.nio.file.Path;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** Refuses a working directory that is none (rule SPAWN-06), which CreateProcessW reports without naming it. */
public final class WorkingDirectory {

    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_DIRECTORY = 267;

    private WorkingDirectory() {}

    /** Checks a directory. */
    public static void check(Path directory) throws PtySpawnException {
        if (!Files.exists(directory)) {
            throw refusal(
                    directory + " does not exist",
                    ERROR_PATH_NOT_FOUND,
                    "ERROR_PATH_NOT_FOUND",
                    "The system cannot find the path specified.");
        }
        if (!Files.isDirectory(directory)) {
            throw refusal(
                    directory + " is not a directory",
                    ERROR_DIRECTORY,
                    "ERROR_DIRECTORY",
                    "The directory name is invalid.");
        }
    }

    private static PtySpawnException refusal(String what, int code, String symbol, String text) {
        return new PtySpawnException(
                Stage.DIRECTORY,
                "CreateProcessW",
                "the working directory " + what,
                new NativeError(NativeError.Kind.WIN32, code, symbol, text));
    }
}
