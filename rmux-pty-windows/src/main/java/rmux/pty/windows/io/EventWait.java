// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.RegisteredWait;

/** Waits for the completion of one direction: in the kernel, or by having an action run. */
final class EventWait implements AutoCloseable {

    /** WAIT_OBJECT_0 + 1. */
    private static final int WOKEN = 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Win32 win32;
    private final EventThread events;
    private final OwnedHandle event;
    private final OwnedHandle wakeup;
    private final NativeBlock both;
    private final EventThread.Event signaled = new EventThread.Event(this::fire);
    private @Nullable RegisteredWait registered;
    private @Nullable Runnable action;
    private boolean fired;

    EventWait(Win32 win32, EventThread events, OwnedHandle event) throws PtyException {
        this.win32 = win32;
        this.events = events;
        this.event = event;
        this.both = new NativeBlock(win32, 2 * Long.BYTES);
        try (Cleanup undo = new Cleanup()) {
            undo.add(both::close);
            this.wakeup = new OwnedHandle(win32, "CreateEventW", win32.CreateEventW(true, false));
            undo.keep();
        }
        both.bytes().putLong(0, event.value()).putLong(Long.BYTES, wakeup.value());
    }

    /** Blocks until the event is signaled, the timeout elapses, or there is a wake-up, which this uses up. */
    void await(long nanos) throws PtyException {
        int result = win32.WaitForMultipleObjects(2, both.address(), false, millis(nanos));
        Win32Error.check(win32, "WaitForMultipleObjects", result);
        if (result == WOKEN) {
            Win32Error.check(win32, "ResetEvent", win32.ResetEvent(wakeup.value()));
        }
    }

    /** Ends the {@link #await} in progress, or the next one. */
    void wake() throws PtyException {
        Win32Error.check(win32, "SetEvent", win32.SetEvent(wakeup.value()));
    }

    /** Blocks until the event is signaled or the timeout elapses, whatever the wake-up says. */
    void awaitEvent(long nanos) throws PtyException {
        Win32Error.check(win32, "WaitForSingleObject", win32.WaitForSingleObject(event.value(), millis(nanos)));
    }

    /** Rounded up, so that a wait does not end before its time; the longest finite one is 24 days. */
    private static int millis(long nanos) {
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** Runs an action once the event is signaled; replaces one that has not run. */
    synchronized void onSignal(Runnable newAction) throws PtyException {
        action = newAction;
        if (registered != null && fired) {
            registered.close();
            registered = null;
        }
        if (registered == null) {
            fired = false;
            registered = RegisteredWait.once(win32, events, event, signaled);
        }
    }

    private void fire() {
        Runnable todo;
        synchronized (this) {
            fired = true;
            todo = action;
            action = null;
        }
        if (todo != null) {
            todo.run();
        }
    }

    @Override
    public synchronized void close() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(wakeup);
            owned.add(both::close);
            if (registered != null) {
                owned.add(registered::close);
            }
        }
    }
}
