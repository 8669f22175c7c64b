// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import java.nio.ByteBuffer;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** Reads one end of a pipe without blocking: while nothing is there, a read is under way. One thread at a time. */
final class OverlappedReader implements AutoCloseable {

    private final Win32 win32;
    private final Overlapped overlapped;
    private final ByteBuffer bytes;
    private boolean ended;

    OverlappedReader(Win32 win32, OwnedHandle pipe) throws PtyException {
        this.win32 = win32;
        this.overlapped = new Overlapped(win32, pipe, PrivatePipe.BUFFER_SIZE);
        this.bytes = overlapped.buffer().bytes().limit(0);
    }

    /** What was read and is to be taken, from the position to the limit. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Whether the other end is gone and all was taken. */
    boolean isAtEnd() {
        return ended && !bytes.hasRemaining();
    }

    OwnedHandle event() {
        return overlapped.event();
    }

    void nudge() throws PtyException {
        overlapped.nudge();
    }

    /** Whether there are bytes to be taken; when not, a read is under way or the end has come. */
    boolean fill() throws PtyException {
        if (bytes.hasRemaining()) {
            return true;
        }
        if (ended) {
            return false;
        }
        int count;
        do {
            if (!overlapped.isInFlight()) {
                int started = overlapped.start(win32::ReadFile, bytes.capacity());
                if (started < 0) {
                    return end("ReadFile", started);
                }
            }
            count = overlapped.outcome();
            // A canceled read has taken nothing.
        } while (Overlapped.isCancelled(count));
        if (count == Overlapped.IN_FLIGHT) {
            return false;
        }
        if (count < 0) {
            return end("GetOverlappedResult", count);
        }
        bytes.limit(count).position(0);
        return count > 0;
    }

    private boolean end(String operation, int result) throws PtyException {
        if (!Overlapped.isBroken(result)) {
            throw new PtyException(operation, Win32Error.of(win32, result));
        }
        ended = true;
        return false;
    }

    @Override
    public void close() throws PtyException {
        overlapped.close();
    }
}
