// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;

/** A handle with one owner, who closes it exactly once. */
public final class OwnedHandle implements Cleanup.Step {

    private final Win32 win32;
    private long value;
    private boolean closed;

    /** An owner of nothing yet, made before the call whose result it {@link #take}s, so that no handle is without an owner. */
    public OwnedHandle(Win32 win32) {
        this.win32 = win32;
        this.closed = true;
    }

    /** Takes a handle over; {@code operation} names the call that made it, {@code result} is its result. Allocates nothing. */
    public synchronized void take(String operation, long result) throws PtyException {
        value = Win32Error.check(win32, operation, result);
        closed = false;
    }

    /** Takes a handle over from the call that made it; {@code operation} names the call, {@code result} is its result. */
    public OwnedHandle(Win32 win32, String operation, long result) throws PtyException {
        this.win32 = win32;
        this.value = Win32Error.check(win32, operation, result);
    }

    /**
     * Returns the value; the caller must make sure that nobody closes it meanwhile.
     *
     * @throws IllegalStateException if it has been closed
     */
    public synchronized long value() {
        if (closed) {
            throw new IllegalStateException("handle " + value + " has been closed");
        }
        return value;
    }

    /**
     * Returns another handle for the same object, with an owner of its own. May run concurrently with {@link #close}.
     *
     * @throws IllegalStateException if it has been closed
     */
    public synchronized OwnedHandle duplicate() throws PtyException {
        return new OwnedHandle(win32, "DuplicateHandle", win32.DuplicateHandle(value()));
    }

    /** Closes the handle. Further calls do nothing. */
    @Override
    public synchronized void close() throws PtyException {
        if (!closed) {
            closed = true;
            Win32Error.check(win32, "CloseHandle", win32.CloseHandle(value));
        }
    }
}
