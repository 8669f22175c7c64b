// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.spawn;

import java.util.concurrent.ThreadFactory;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.windows.io.ConsoleInterrupt;
import rmux.pty.windows.io.OutputFilter;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.CtrlCInheritance;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.windows.process.JobMonitor;
import rmux.pty.windows.process.JobObject;
import rmux.pty.windows.process.WindowsChild;
import rmux.pty.windows.spawn.NativeRequest;
import rmux.pty.windows.spawn.ProcessArguments;
import rmux.pty.windows.spawn.SpawnFailures;
import rmux.pty.winpty.io.AgentHost;
import rmux.pty.winpty.io.OutputEnder;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.process.Agent;
import rmux.pty.winpty.process.AgentConfig;

/**
 * Starts programs, each on an agent and in a job of its own.
 *
 * <p>winpty has no way to start a program suspended. Therefore the agent is put into the job before it is told to start
 * anything: what it starts is in the job from its first instruction on.
 */
public final class WinPtySpawner {

    private static final long ENDS_WITH_PROGRAM = Agent.SPAWN_AUTO_SHUTDOWN | Agent.SPAWN_EXIT_AFTER_SHUTDOWN;

    private final Win32 win32;
    private final ConsoleHelper helper;
    private final ThreadFactory threads;
    private final EventThread events;
    private final JobMonitor jobMonitor;

    /** A spawner over Windows; starts nothing yet. */
    public WinPtySpawner(Win32 win32, ConsoleHelper helper, ThreadFactory threads) {
        this.win32 = win32;
        this.helper = helper;
        this.threads = threads;
        this.events = new EventThread(threads);
        this.jobMonitor = new JobMonitor(win32, threads);
    }

    /** Starts a program by a library. */
    public SessionParts spawn(LocalCommand command, WinPtyApi api) throws PtyException {
        ProcessArguments request = ProcessArguments.of(command);
        boolean keepOpen = command.command().keepOutputOpen();
        if (keepOpen && !api.canListProcesses()) {
            throw new PtySpawnException(
                    Stage.ALLOCATE,
                    "winpty_get_console_process_list",
                    "this winpty.dll cannot keep the output of " + request.program()
                            + " open after its exit, for it has no"
                            + " winpty_get_console_process_list; use a build later than winpty 0.4.3");
        }
        try (Cleanup undo = new Cleanup()) {
            SessionParts parts = start(command, request, api, keepOpen, undo);
            undo.keep();
            return parts;
        }
    }

    private SessionParts start(
            LocalCommand command, ProcessArguments request, WinPtyApi api, boolean keepOpen, Cleanup undo)
            throws PtySpawnException {
        Agent agent = open(command, request, api);
        undo.add(agent::close);
        JobObject job = guard(agent, request, command, undo);
        // The agent is told to go before the job ends it, and waited for after that.
        undo.add(agent::hangUp);
        OwnedHandle input = undo.own(openPipe(request, agent::openInput));
        OutputEnder last = new OutputEnder(agent);
        undo.add(last::close);
        Cleanup watch = new Cleanup();
        undo.add(watch::close);
        if (keepOpen) {
            last.start(threads);
            watch.add(watchExits(job, request, last));
        }
        GuardedProcess process = start(agent, job, request, keepOpen ? 0 : ENDS_WITH_PROGRAM, undo);
        // Not before winpty_spawn, which needs the agent to the last, for the handle of the process:
        // an agent whose output has been taken ends with a short program. Until then it holds the output.
        OwnedHandle output = undo.own(openPipe(request, agent::openOutput));
        try {
            PipeDevice device = new PipeDevice(
                    win32,
                    events,
                    input,
                    output,
                    new AgentHost(agent, process, last::close),
                    side -> OutputFilter.NONE);
            undo.add(device::close);
            last.ends(device);
            ConsoleInterrupt interrupt = new ConsoleInterrupt(helper, process, device.side());
            WindowsChild child = new WindowsChild(win32, events, process, interrupt, () -> {
                watch.close();
                agent.close();
            });
            undo.add(child::close);
            return new SessionParts(device, child);
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.RESUME, request.program() + " was started and could not be given its terminal", e);
        }
    }

    /** Opens one of the agent's pipes. */
    private interface PipeOpener {
        OwnedHandle open() throws PtyException;
    }

    private static OwnedHandle openPipe(ProcessArguments request, PipeOpener pipe) throws PtySpawnException {
        try {
            return pipe.open();
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.ALLOCATE, "no terminal for " + request.program(), e);
        }
    }

    @SuppressWarnings("try") // the suspension has to be there, and nothing more
    private Agent open(LocalCommand command, ProcessArguments request, WinPtyApi api) throws PtySpawnException {
        try (CtrlCInheritance.Suspension suspension = CtrlCInheritance.suspend(win32)) {
            return Agent.open(win32, api, AgentConfig.of(command));
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.ALLOCATE, "no agent of winpty for " + request.program(), e);
        }
    }

    private JobObject guard(Agent agent, ProcessArguments request, LocalCommand command, Cleanup undo)
            throws PtySpawnException {
        try {
            JobObject job = JobObject.create(
                    win32, command.command().option(PtyOptions.ALLOW_BREAKAWAY).orElse(false));
            undo.add(job::close);
            Win32Error.check(win32, "AssignProcessToJobObject", job.assign(agent.process()));
            return job;
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.JOB,
                    "refusing to run " + request.program() + " without Job Object cleanup, which the agent of winpty"
                            + " cannot be put under",
                    e);
        }
    }

    private Cleanup.Step watchExits(JobObject job, ProcessArguments request, OutputEnder last)
            throws PtySpawnException {
        try {
            return jobMonitor.onProcesses(job, last);
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.JOB, "the end of what " + request.program() + " starts cannot be watched", e);
        }
    }

    private GuardedProcess start(Agent agent, JobObject job, ProcessArguments request, long flags, Cleanup undo)
            throws PtySpawnException {
        OwnedHandle process = undo.own(create(agent, request, flags));
        try {
            int pid = Win32Error.check(win32, "GetProcessId", win32.GetProcessId(process.value()));
            GuardedProcess guarded = new GuardedProcess(win32, pid, process, job);
            if (!job.contains(process)) {
                guarded.terminateAlone();
                throw new PtyException(
                        "IsProcessInJob", "process " + pid + " is not in the Job Object of the agent that started it");
            }
            return guarded;
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.JOB, "refusing to run " + request.program() + " without Job Object cleanup", e);
        }
    }

    private OwnedHandle create(Agent agent, ProcessArguments request, long flags) throws PtySpawnException {
        try (NativeRequest texts = new NativeRequest(win32, request)) {
            return agent.spawn(flags, texts.application(), texts.commandLine(), texts.directory(), texts.environment());
        } catch (PtyException e) {
            throw e.nativeError()
                            .filter(error -> error.kind().equals(NativeError.Kind.WIN32))
                            .isPresent()
                    ? SpawnFailures.explain(request, e)
                    : new PtySpawnException(Stage.CREATE_PROCESS, request.program() + " cannot be started", e);
        }
    }
}
