// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.windows.jna.Win32Error;

/** Says what it was that CreateProcessW did not like, as far as the one error number and another look can tell. */
public final class SpawnFailures {

    private SpawnFailures() {}

    /** A failure of {@code CreateProcessW}, told as a failure to start the program of a request. */
    public static PtySpawnException explain(ProcessArguments request, PtyException e) {
        int code = e.nativeError().map(error -> (int) error.code()).orElse(0);
        if (request.directory().isPresent()) {
            try {
                WorkingDirectory.check(request.directory().get());
            } catch (PtySpawnException gone) {
                gone.addSuppressed(e);
                return gone;
            }
            if (code == Win32Error.ERROR_DIRECTORY) {
                // It is there, but CreateProcessW takes no more than MAX_PATH - 2 units, whatever the system's setting.
                return new PtySpawnException(
                        Stage.DIRECTORY,
                        request.program() + " cannot be started in "
                                + request.directory().get() + ", which may be too long",
                        e);
            }
        }
        String what = switch (code) {
            case Win32Error.ERROR_FILE_NOT_FOUND, Win32Error.ERROR_PATH_NOT_FOUND -> " does not exist any more";
            case Win32Error.ERROR_BAD_EXE_FORMAT, Win32Error.ERROR_EXE_MACHINE_TYPE_MISMATCH ->
                " is not a program for this system";
            case Win32Error.ERROR_ACCESS_DENIED -> " may not be started";
            case Win32Error.ERROR_FILENAME_EXCED_RANGE -> " cannot be started: its command line or path is too long";
            default -> " cannot be started";
        };
        return new PtySpawnException(Stage.CREATE_PROCESS, request.program() + what, e);
    }
}
