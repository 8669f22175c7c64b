// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** Puts a few bytes of our own into the input, beside what the application writes: an answer, or {@code ^C}. Never blocks. */
public final class InjectedInput implements AutoCloseable {

    private static final int MOST_BYTES = 64;

    private final Win32 win32;
    private final OwnedHandle pipe;
    private @Nullable Overlapped overlapped;

    InjectedInput(Win32 win32, OwnedHandle pipe) {
        this.win32 = win32;
        this.pipe = pipe;
    }

    /**
     * Sends bytes, 64 at most; they may still be on their way when this returns.
     *
     * @throws PtyException if the system refuses, or earlier ones are still on their way
     */
    public synchronized void send(byte[] bytes) throws PtyException {
        Overlapped writing = overlapped;
        if (writing == null) {
            writing = new Overlapped(win32, pipe, MOST_BYTES);
            overlapped = writing;
        }
        if (writing.isInFlight() && writing.outcome() == Overlapped.IN_FLIGHT) {
            throw new PtyException("WriteFile", "the input is full: the program's console is not reading it");
        }
        writing.buffer().bytes().put(0, bytes);
        Win32Error.check(win32, "WriteFile", writing.start(win32::WriteFile, bytes.length));
        int count = writing.outcome();
        if (count != Overlapped.IN_FLIGHT) {
            Win32Error.check(win32, "GetOverlappedResult", count);
        }
    }

    @Override
    public synchronized void close() throws PtyException {
        if (overlapped != null) {
            overlapped.close();
        }
    }
}
