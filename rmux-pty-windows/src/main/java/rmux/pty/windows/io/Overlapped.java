// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * One operation at a time on one end of a pipe. The system writes to this memory until the operation has completed, so that
 * nothing is released while one is under way. Used by one thread at a time, except for {@link #nudge}.
 */
final class Overlapped implements AutoCloseable {

    /** What {@link #outcome} answers while the operation is under way. */
    static final int IN_FLIGHT = -Win32Error.ERROR_IO_INCOMPLETE;

    /** OVERLAPPED.Internal, of an operation that has not completed (HasOverlappedIoCompleted). */
    private static final long STATUS_PENDING = 0x103;

    /** {@code ReadFile} or {@code WriteFile}. */
    interface Operation {
        int start(long handle, long buffer, int count, long overlapped);
    }

    private final Win32 win32;
    private final OwnedHandle pipe;
    private final NativeBlock buffer;
    private final NativeBlock control;
    private final NativeBlock transferred;
    private final OwnedHandle event;
    private boolean inFlight;
    private volatile boolean nudged;

    /** Operations on a pipe that somebody else owns, and closes only after this. */
    Overlapped(Win32 win32, OwnedHandle pipe, int bufferSize) throws PtyException {
        this.win32 = win32;
        this.pipe = pipe;
        this.event = new OwnedHandle(win32);
        try (Cleanup undo = new Cleanup()) {
            this.buffer = new NativeBlock(win32, bufferSize);
            undo.add(buffer::close);
            this.control = new NativeBlock(win32, Constants.OVERLAPPED_SIZE);
            undo.add(control::close);
            this.transferred = new NativeBlock(win32, Integer.BYTES);
            undo.add(transferred::close);
            event.take("CreateEventW", win32.CreateEventW(true, false));
            undo.keep();
        }
        control.bytes().putLong(Constants.OVERLAPPED_EVENT, event.value());
    }

    NativeBlock buffer() {
        return buffer;
    }

    /** Signaled when the operation has completed. */
    OwnedHandle event() {
        return event;
    }

    boolean isInFlight() {
        return inFlight;
    }

    /** Starts an operation; afterwards {@link #outcome} tells. 0, or an error with which it did not even start. */
    int start(Operation operation, int count) {
        int result = operation.start(pipe.value(), buffer.address(), count, control.address());
        inFlight = result == 0 || result == -Win32Error.ERROR_IO_PENDING;
        return inFlight ? 0 : result;
    }

    /** The number of bytes, {@link #IN_FLIGHT}, or the error with which the operation ended. */
    int outcome() throws PtyException {
        calm();
        return outcome(false);
    }

    /** Undoes a nudge; always before looking, since a completion after that sets the event again. */
    private void calm() throws PtyException {
        if (nudged) {
            nudged = false;
            Win32Error.check(win32, "ResetEvent", win32.ResetEvent(event.value()));
        }
    }

    /** Waits. A nudge ends the wait of GetOverlappedResult too, which then takes STATUS_PENDING for a success. */
    private int lastOutcome() throws PtyException {
        int result;
        do {
            calm();
            result = outcome(true);
        } while (result >= 0 && inFlight);
        return result;
    }

    private int outcome(boolean wait) {
        transferred.bytes().putInt(0, 0);
        int result = win32.GetOverlappedResult(pipe.value(), control.address(), transferred.address(), wait);
        if (result == IN_FLIGHT) {
            return result;
        }
        // The call itself may fail while the operation goes on.
        inFlight = control.bytes().getLong(0) == STATUS_PENDING;
        return result < 0 ? result : count();
    }

    private int count() {
        return transferred.bytes().getInt(0);
    }

    /**
     * Ends the operation that is under way, and tells how many bytes it had transferred: all, if it won the race.
     *
     * @throws PtyException if it ended with another error than having been canceled, or cannot be ended
     */
    int settle() throws PtyException {
        if (!inFlight) {
            return 0;
        }
        int canceled = win32.CancelIoEx(pipe.value(), control.address());
        if (canceled < 0 && canceled != -Win32Error.ERROR_NOT_FOUND) {
            throw new PtyException("CancelIoEx", Win32Error.of(win32, canceled));
        }
        int result = lastOutcome();
        if (isCancelled(result)) {
            return count();
        }
        return Win32Error.check(win32, "GetOverlappedResult", result);
    }

    /** Makes waits for the event return once. Any thread. */
    void nudge() throws PtyException {
        Win32Error.check(win32, "SetEvent", win32.SetEvent(event.value()));
        nudged = true; // not before: whoever saw it would reset the event too early, and nobody again
    }

    /**
     * Whether an operation was canceled, and not by us: Windows cancels what a thread has under way when the thread ends
     * (ExitThread). Threads of pools end at any time, and so do the carriers of virtual ones.
     */
    static boolean isCancelled(int result) {
        return result == -Win32Error.ERROR_OPERATION_ABORTED;
    }

    /** Whether an error says that the other end is gone. */
    static boolean isBroken(int result) {
        return result == -Win32Error.ERROR_BROKEN_PIPE
                || result == -Win32Error.ERROR_NO_DATA
                || result == -Win32Error.ERROR_PIPE_NOT_CONNECTED;
    }

    /** Ends what is under way, then releases everything. */
    @Override
    public void close() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(event);
            // Not before the operation has ended; if it cannot be ended, this memory is the system's for good.
            owned.add(() -> {
                cancelForGood();
                release();
            });
        }
    }

    /** Tries twice: as long as it is under way, the system may write to this memory. */
    private void cancelForGood() throws PtyException {
        try {
            settle();
        } catch (PtyException e) {
            if (!inFlight) {
                return; // it ended with the pipe
            }
            PtyException failure = e;
            try {
                settle();
            } catch (PtyException again) {
                Suppression.add(failure, again);
            }
            if (!inFlight) {
                release();
            }
            throw failure;
        }
    }

    private void release() {
        control.close();
        transferred.close();
        buffer.close();
    }
}
