// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * The guard of a program: everything in the job ends when its last handle is closed, also by the death of this process.
 *
 * <p>There is one handle to it, this one, which no duplicate keeps alive and no child inherits.
 */
public final class JobObject implements AutoCloseable {

    private final Win32 win32;
    private final OwnedHandle handle;

    private JobObject(Win32 win32, OwnedHandle handle) {
        this.win32 = win32;
        this.handle = handle;
    }

    /**
     * A new job without processes.
     *
     * @param allowBreakaway whether a process in it may start one outside, when it explicitly asks to
     */
    public static JobObject create(Win32 win32, boolean allowBreakaway) throws PtyException {
        try (Cleanup undo = new Cleanup();
                NativeBlock limits = new NativeBlock(win32, Constants.EXTENDED_LIMIT_INFORMATION_SIZE)) {
            OwnedHandle handle = undo.own(new OwnedHandle(win32, "CreateJobObjectW", win32.CreateJobObjectW()));
            int flags = Constants.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
                    | (allowBreakaway ? Constants.JOB_OBJECT_LIMIT_BREAKAWAY_OK : 0);
            limits.bytes().putInt(Constants.EXTENDED_LIMIT_INFORMATION_FLAGS, flags);
            Win32Error.check(
                    win32,
                    "SetInformationJobObject",
                    win32.SetInformationJobObject(
                            handle.value(),
                            Constants.JOB_OBJECT_EXTENDED_LIMIT_INFORMATION,
                            limits.address(),
                            Constants.EXTENDED_LIMIT_INFORMATION_SIZE));
            JobObject made = new JobObject(win32, handle);
            undo.keep();
            return made;
        }
    }

    /** Puts a process into the job; 0, or an error of {@code AssignProcessToJobObject} as {@link Win32} gives it. */
    public int assign(OwnedHandle process) {
        return win32.AssignProcessToJobObject(handle.value(), process.value());
    }

    /** Whether a process is in the job. */
    public boolean contains(OwnedHandle process) throws PtyException {
        try (NativeBlock result = new NativeBlock(win32, Integer.BYTES)) {
            Win32Error.check(
                    win32, "IsProcessInJob", win32.IsProcessInJob(process.value(), handle.value(), result.address()));
            return result.bytes().getInt(0) != 0;
        }
    }

    /** Ends every process in the job. */
    public void terminate(int exitCode) throws PtyException {
        Win32Error.check(win32, "TerminateJobObject", win32.TerminateJobObject(handle.value(), exitCode));
    }

    /** Has a completion port told what happens in the job, under a key. */
    void report(OwnedHandle port, long key) throws PtyException {
        try (NativeBlock association = new NativeBlock(win32, Constants.ASSOCIATE_COMPLETION_PORT_SIZE)) {
            association.bytes().putLong(0, key).putLong(Long.BYTES, port.value());
            Win32Error.check(
                    win32,
                    "SetInformationJobObject",
                    win32.SetInformationJobObject(
                            handle.value(),
                            Constants.JOB_OBJECT_ASSOCIATE_COMPLETION_PORT_INFORMATION,
                            association.address(),
                            Constants.ASSOCIATE_COMPLETION_PORT_SIZE));
        }
    }

    /** Closes the handle, which ends every process that is left. */
    @Override
    public void close() throws PtyException {
        handle.close();
    }
}
