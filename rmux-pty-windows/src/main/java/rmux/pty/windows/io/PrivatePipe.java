// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.util.UUID;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;

/**
 * A pipe to a console host: its end synchronous, as it must be; ours overlapped, which anonymous pipes cannot be.
 *
 * <p>The name cannot be guessed, exists for a moment, is open to the current user alone, and only once: if somebody else had
 * made it before, FIRST_PIPE_INSTANCE would fail.
 *
 * @param hostEnd the console host's end
 * @param ourEnd our end
 */
public record PrivatePipe(OwnedHandle hostEnd, OwnedHandle ourEnd) {

    /** What the system holds of one direction before the writer has to wait. */
    static final int BUFFER_SIZE = 64 * 1024;

    /** A pipe that we write to and the host reads from. */
    public static PrivatePipe toHost(Win32 win32, PipeSecurity security) throws PtyException {
        return open(win32, security, Constants.PIPE_ACCESS_INBOUND, Constants.GENERIC_WRITE);
    }

    /** A pipe that the host writes to and we read from. */
    public static PrivatePipe fromHost(Win32 win32, PipeSecurity security) throws PtyException {
        return open(win32, security, Constants.PIPE_ACCESS_OUTBOUND, Constants.GENERIC_READ);
    }

    private static PrivatePipe open(Win32 win32, PipeSecurity security, int hostAccess, int ourAccess)
            throws PtyException {
        try (Cleanup undo = new Cleanup();
                NativeBlock name = NativeBlock.text(win32, "\\\\.\\pipe\\rmux-pty-" + UUID.randomUUID())) {
            OwnedHandle hostEnd = undo.own(new OwnedHandle(
                    win32,
                    "CreateNamedPipeW",
                    win32.CreateNamedPipeW(
                            name.address(),
                            hostAccess | Constants.FILE_FLAG_FIRST_PIPE_INSTANCE,
                            Constants.PIPE_REJECT_REMOTE_CLIENTS,
                            BUFFER_SIZE,
                            security.address())));
            OwnedHandle ourEnd = new OwnedHandle(
                    win32,
                    "CreateFileW",
                    win32.CreateFileW(
                            name.address(), ourAccess, 0, Constants.OPEN_EXISTING, Constants.FILE_FLAG_OVERLAPPED));
            PrivatePipe made = new PrivatePipe(hostEnd, ourEnd);
            undo.keep();
            return made;
        }
    }
}
