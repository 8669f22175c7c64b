// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** Throws if the path is not an accessible directory (rule SPAWN-06), which CreateProcessW reports without naming it. */
public final class WorkingDirectory {

    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_DIRECTORY = 267;

    private WorkingDirectory() {}

    /** Checks a directory. */
    public static void check(Path directory) throws PtySpawnException {
        if (!isDirectory(directory)) {
            throw refusal(
                    directory + " is not a directory",
                    ERROR_DIRECTORY,
                    "ERROR_DIRECTORY",
                    "The directory name is invalid.");
        }
    }

    private static boolean isDirectory(Path directory) throws PtySpawnException {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            throw refusal(
                    directory + " does not exist",
                    ERROR_PATH_NOT_FOUND,
                    "ERROR_PATH_NOT_FOUND",
                    "The system cannot find the path specified.");
        } catch (AccessDeniedException e) {
            throw refusal(
                    directory + " cannot be reached", ERROR_ACCESS_DENIED, "ERROR_ACCESS_DENIED", "Access is denied.");
        } catch (IOException e) {
            // A server that does not answer, a drive without a medium.
            String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
            throw new PtySpawnException(
                    Stage.DIRECTORY,
                    "CreateProcessW",
                    "the working directory " + directory + " cannot be reached: " + reason);
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
