// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.util.concurrent.atomic.AtomicBoolean;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** A wait that the system's thread pool does for us, with no thread of its own; its action runs on the event thread. */
public final class RegisteredWait implements AutoCloseable {

    private final Win32 win32;
    private final long wait;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RegisteredWait(Win32 win32, long wait) {
        this.win32 = win32;
        this.wait = wait;
    }

    /** Runs an action once when an object is signalled, which stays open until this is closed. */
    public static RegisteredWait once(Win32 win32, EventThread events, OwnedHandle object, Runnable action)
            throws PtyException {
        return new RegisteredWait(
                win32,
                Win32Error.check(
                        win32,
                        "RegisterWaitForSingleObject",
                        win32.RegisterWaitForSingleObject(object.value(), () -> events.execute(action))));
    }

    /** Ends the wait; afterwards nothing touches the object. The second time does nothing. */
    @Override
    public void close() throws PtyException {
        if (closed.compareAndSet(false, true)) {
            Win32Error.check(win32, "UnregisterWaitEx", win32.UnregisterWaitEx(wait, true));
        }
    }
}
