// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.util.Optional;
import java.util.OptionalInt;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/** A process and the job that guards it; a duplicate made for waiting has no job, and may not end what it does not guard. */
public final class GuardedProcess implements AutoCloseable {

    /** What {@code TerminateJobObject} and {@code TerminateProcess} make of the exit code. */
    public static final int TERMINATED = 1;

    /** How long an ended job's leader may take to disappear before it is ended by itself. */
    private static final int TERMINATION_PATIENCE_MILLIS = 500;

    private final Win32 win32;
    private final int pid;
    private final OwnedHandle process;
    private final Optional<JobObject> job;

    /** Takes over a process that is in a job, and the job. */
    public GuardedProcess(Win32 win32, int pid, OwnedHandle process, JobObject job) {
        this(win32, pid, process, Optional.of(job));
    }

    private GuardedProcess(Win32 win32, int pid, OwnedHandle process, Optional<JobObject> job) {
        this.win32 = win32;
        this.pid = pid;
        this.process = process;
        this.job = job;
    }

    /** The process id. */
    public int pid() {
        return pid;
    }

    /** Something that is done to a process by its number. */
    public interface PidAction {
        void run(int pid) throws PtyException;
    }

    /**
     * Runs an action while a handle of its own keeps the number of this process from becoming another's, whoever closes this
     * meanwhile.
     *
     * @throws PtyException if this has been closed, so that the number may already be another's
     */
    public void keepingPid(PidAction action) throws PtyException {
        OwnedHandle kept;
        try {
            kept = process.duplicate();
        } catch (IllegalStateException closed) {
            throw new PtyException("DuplicateHandle", "the session of process " + number() + " has been closed");
        }
        try (kept) {
            action.run(pid);
        }
    }

    private String number() {
        return Integer.toUnsignedString(pid);
    }

    OwnedHandle handle() {
        return process;
    }

    /** The job, except for a duplicate. */
    public Optional<JobObject> job() {
        return job;
    }

    /** The same process for somebody who only waits: it never holds the job, which would keep descendants alive. */
    public GuardedProcess duplicateForWaiting() throws PtyException {
        return new GuardedProcess(win32, pid, process.duplicate(), Optional.empty());
    }

    /** Whether the process has exited, without waiting. */
    public boolean hasExited() throws PtyException {
        return hasExitedWithin(0);
    }

    /** The exit code if the process has exited, without waiting; 259 (STILL_ACTIVE) is a code like any other. */
    public OptionalInt exitCode() throws PtyException {
        return hasExited() ? OptionalInt.of(codeAfterExit()) : OptionalInt.empty();
    }

    /** The exit code of a process that is known to have exited. */
    int codeAfterExit() throws PtyException {
        try (NativeBlock code = new NativeBlock(win32, Integer.BYTES)) {
            Win32Error.check(win32, "GetExitCodeProcess", win32.GetExitCodeProcess(process.value(), code.address()));
            return code.bytes().getInt(0);
        }
    }

    private boolean hasExitedWithin(int millis) throws PtyException {
        int result = Win32Error.check(win32, "WaitForSingleObject", win32.WaitForSingleObject(process.value(), millis));
        if (result != 0 && result != Constants.WAIT_TIMEOUT) {
            throw new PtyException("WaitForSingleObject", "WaitForSingleObject gave the unexpected result " + result);
        }
        return result == 0;
    }

    /** Ends the process with everything it started, and ensures that the process itself is gone. */
    public void terminateTree() throws PtyException {
        JobObject guard = job.orElseThrow(() -> new PtyException(
                "TerminateJobObject",
                "process " + number() + " has no Job Object cleanup guard; refusing unsafe fallback kill"));
        guard.terminate(TERMINATED);
        if (!hasExitedWithin(TERMINATION_PATIENCE_MILLIS)) {
            terminateAlone();
        }
    }

    /** Ends the process and nothing else. */
    public void terminateAlone() throws PtyException {
        int result = win32.TerminateProcess(process.value(), TERMINATED);
        // Ended meanwhile: Windows then denies access.
        if (result == -Win32Error.ERROR_ACCESS_DENIED && hasExitedWithin(0)) {
            return;
        }
        Win32Error.check(win32, "TerminateProcess", result);
    }

    /** Closes process and job, which ends what is left in the job. */
    @Override
    public void close() throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            job.ifPresent(guard -> owned.add(guard::close));
            owned.add(process);
        }
    }
}
