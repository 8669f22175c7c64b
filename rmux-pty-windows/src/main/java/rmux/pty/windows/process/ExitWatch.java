// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Win32;

/** Notices that a process has exited, by a duplicate of its handle and without a thread of its own. */
final class ExitWatch implements AutoCloseable {

    private final Win32 win32;
    private final EventThread events;
    private final GuardedProcess process;
    private @Nullable RegisteredWait wait;
    private boolean closed;

    ExitWatch(Win32 win32, EventThread events, GuardedProcess process) throws PtyException {
        this.win32 = win32;
        this.events = events;
        this.process = process.duplicateForWaiting();
    }

    /** Posts an event once, soon after the exit, or at once if the process has exited already. */
    synchronized void onExit(EventThread.Event event) throws PtyException {
        wait = RegisteredWait.once(win32, events, process.handle(), event);
    }

    @Override
    public synchronized void close() throws PtyException {
        if (closed) {
            return;
        }
        closed = true;
        try (Cleanup owned = new Cleanup()) {
            owned.add(process::close);
            if (wait != null) {
                owned.add(wait::close);
            }
        }
    }
}
