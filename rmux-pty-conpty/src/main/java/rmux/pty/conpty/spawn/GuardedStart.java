// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.windows.process.JobObject;
import rmux.pty.windows.spawn.SpawnFailures;
import rmux.pty.windows.spawn.SpawnRequest;

/**
 * Starts a program inside a job of its own: it is created suspended and runs its first instruction only when the job has it.
 *
 * <p>Where this process is itself in a job that does not allow nesting (one with limits of the user interface), putting the
 * program into another is denied; then it is started outside our job, if that allows breaking away, and else not at all.
 */
final class GuardedStart {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    /** Does something with the job that the program is in, before the program runs. */
    interface BeforeRunning {
        void accept(JobObject job) throws PtyException;
    }

    private final Win32 win32;
    private final SpawnRequest request;
    private final ReplaceableConsole slot;
    private final boolean allowBreakaway;
    private final BeforeRunning beforeRunning;

    GuardedStart(
            Win32 win32,
            SpawnRequest request,
            ReplaceableConsole slot,
            boolean allowBreakaway,
            BeforeRunning beforeRunning) {
        this.win32 = win32;
        this.request = request;
        this.slot = slot;
        this.allowBreakaway = allowBreakaway;
        this.beforeRunning = beforeRunning;
    }

    GuardedProcess run() throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            JobObject job = createJob();
            undo.add(job::close);
            SuspendedProcess process = create(0);
            int assigned = job.assign(process.process());
            if (assigned == 0) {
                GuardedProcess running = resume(process, job);
                undo.keep();
                return running;
            }
            PtyException denied = assignmentFailure(assigned);
            process.abandon(denied);
            if (assigned != -Win32Error.ERROR_ACCESS_DENIED) {
                throw new PtySpawnException(
                        Stage.JOB, request.program() + " cannot be put into its Job Object", denied);
            }
            LOGGER.log(Level.DEBUG, "{0}; trying again outside the job of this process", denied.getMessage());
        }
        return runOutsideOurJob();
    }

    private GuardedProcess runOutsideOurJob() throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            JobObject job = createJob();
            undo.add(job::close);
            SuspendedProcess process;
            try {
                process = create(Constants.CREATE_BREAKAWAY_FROM_JOB);
            } catch (PtyException e) {
                throw isWin32(e, Win32Error.ERROR_ACCESS_DENIED) ? refusal("breakaway process creation denied", e) : e;
            }
            int assigned = job.assign(process.process());
            if (assigned == 0) {
                GuardedProcess running = resume(process, job);
                undo.keep();
                return running;
            }
            PtyException failure = assignmentFailure(assigned);
            process.abandon(failure);
            throw assigned == -Win32Error.ERROR_ACCESS_DENIED
                    ? refusal("breakaway job assignment denied", failure)
                    : new PtySpawnException(
                            Stage.JOB, request.program() + " cannot be put into its Job Object", failure);
        }
    }

    private JobObject createJob() throws PtyException {
        try {
            return JobObject.create(win32, allowBreakaway);
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.JOB, "no Job Object for " + request.program(), e);
        }
    }

    /** Once more without passthrough, when a console with it is what CreateProcessW cannot take. */
    private SuspendedProcess create(int extraFlags) throws PtyException {
        try {
            return SuspendedProcess.create(win32, request, slot.console().handle(), extraFlags);
        } catch (PtyException e) {
            if (!isWin32(e, Win32Error.ERROR_INVALID_PARAMETER)
                    || !slot.console().usesPassthrough()) {
                throw SpawnFailures.explain(request, e);
            }
            slot.replaceWithoutPassthrough(e);
        }
        try {
            return SuspendedProcess.create(win32, request, slot.console().handle(), extraFlags);
        } catch (PtyException e) {
            throw SpawnFailures.explain(request, e);
        }
    }

    private GuardedProcess resume(SuspendedProcess process, JobObject job) throws PtyException {
        try {
            beforeRunning.accept(job);
            process.resume();
            return new GuardedProcess(win32, process.pid(), process.process(), job);
        } catch (PtyException e) {
            process.abandon(e);
            throw new PtySpawnException(Stage.RESUME, request.program() + " was created and could not be let run", e);
        }
    }

    private PtyException assignmentFailure(int result) {
        return new PtyException("AssignProcessToJobObject", Win32Error.of(win32, result));
    }

    private static PtySpawnException refusal(String stage, PtyException cause) {
        LOGGER.log(Level.ERROR, "{0}; refusing to run an unguarded program", stage);
        return new PtySpawnException(
                Stage.JOB, stage + "; refusing to run ConPTY child without Job Object cleanup", cause);
    }

    private static boolean isWin32(PtyException e, int code) {
        return e.nativeError()
                .filter(error -> error.kind() == NativeError.Kind.WIN32 && error.code() == code)
                .isPresent();
    }
}
