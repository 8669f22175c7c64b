// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** A wait by the system's thread pool, without a thread of its own; its action runs on the event thread. */
public final class RegisteredWait implements AutoCloseable {

    private final Win32 win32;
    private final long wait;
    private boolean closed;

    private RegisteredWait(Win32 win32, long wait) {
        this.win32 = win32;
        this.wait = wait;
    }

    /** Posts an event once an object is signaled. The object must stay open until this is closed. */
    public static RegisteredWait once(Win32 win32, EventThread events, OwnedHandle object, EventThread.Event event)
            throws PtyException {
        Runnable post = () -> events.post(event);
        return new RegisteredWait(
                win32,
                Win32Error.check(
                        win32, "RegisterWaitForSingleObject", win32.RegisterWaitForSingleObject(object.value(), post)));
    }

    /** Ends the wait; afterwards nothing touches the object. Further calls do nothing. */
    @Override
    public void close() throws PtyException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        Win32Error.check(win32, "UnregisterWaitEx", win32.UnregisterWaitEx(wait, true));
    }
}
