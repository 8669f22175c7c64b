// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.util.concurrent.atomic.AtomicBoolean;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;

/** A handle with one owner, who closes it exactly once. */
public final class OwnedHandle implements Cleanup.Step {

    private final Win32 win32;
    private final long value;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes a handle over from the call that made it; {@code operation} names the call, {@code result} is its result. */
    public OwnedHandle(Win32 win32, String operation, long result) throws PtyException {
        this.win32 = win32;
        this.value = Win32Error.check(win32, operation, result);
    }

    /** The value; the caller sees to it that nobody closes it meanwhile. */
    public long value() {
        if (closed.get()) {
            throw new IllegalStateException("handle " + value + " has been closed");
        }
        return value;
    }

    /** Another handle for the same object, with an owner of its own. */
    public OwnedHandle duplicate() throws PtyException {
        return new OwnedHandle(win32, "DuplicateHandle", win32.DuplicateHandle(value()));
    }

    /** Closes the handle; the second time does nothing. */
    @Override
    public void close() throws PtyException {
        if (closed.compareAndSet(false, true)) {
            Win32Error.check(win32, "CloseHandle", win32.CloseHandle(value));
        }
    }
}
