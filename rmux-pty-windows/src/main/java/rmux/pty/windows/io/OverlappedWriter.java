// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.nio.ByteBuffer;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * Writes to one end of a pipe without blocking, in chunks, knowing exactly what was accepted. One thread at a time.
 *
 * <p>Windows does not count what a reader took of a write that was then canceled. A chunk is therefore smaller than the pipe's
 * buffer, and has been accepted whole before the host gets to its first byte: a canceled one was not taken at all. (The input
 * pipe of winpty's agent holds less, but the agent has a read of 64 KiB under way, or none.)
 */
final class OverlappedWriter implements AutoCloseable {

    private static final int CHUNK_SIZE = 4096;

    private final Win32 win32;
    private final Overlapped overlapped;

    OverlappedWriter(Win32 win32, OwnedHandle pipe) throws PtyException {
        this.win32 = win32;
        this.overlapped = new Overlapped(win32, pipe, CHUNK_SIZE);
    }

    OwnedHandle event() {
        return overlapped.event();
    }

    boolean isInFlight() {
        return overlapped.isInFlight();
    }

    void nudge() throws PtyException {
        overlapped.nudge();
    }

    /** The number of bytes that were accepted, also of a chunk that was under way; 0 while one is. */
    int write(ByteBuffer source) throws PtyException {
        int count;
        do {
            if (!overlapped.isInFlight()) {
                int length = Math.min(source.remaining(), CHUNK_SIZE);
                overlapped.buffer().bytes().put(0, source, source.position(), length);
                Win32Error.check(win32, "WriteFile", overlapped.start(win32::WriteFile, length));
            }
            count = overlapped.outcome();
            // A canceled chunk was not accepted, as above.
        } while (Overlapped.isCancelled(count));
        return count == Overlapped.IN_FLIGHT
                ? 0
                : accepted(source, Win32Error.check(win32, "GetOverlappedResult", count));
    }

    /** Ends a chunk that is under way, and tells how much of it was accepted after all. */
    int settle(ByteBuffer source) throws PtyException {
        return accepted(source, overlapped.settle());
    }

    private static int accepted(ByteBuffer source, int count) {
        source.position(source.position() + count);
        return count;
    }

    @Override
    public void close() throws PtyException {
        overlapped.close();
    }
}
