// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.Win32Error;

/** Processes and Job Objects. A process that would run outside a job is an error. */
abstract class SimulatedProcesses extends SimulatedPipes {

    final Map<Long, SimulatedConsole> consoles = new HashMap<>();
    final Set<Long> attributeLists = new HashSet<>();
    final List<SimulatedProcess> processes = new ArrayList<>();
    boolean ignoresCtrlC;
    private static final int ATTRIBUTE_LIST_SIZE = 48;
    private int lastPid = 0x7000_0000; // no process of the real system has such a number

    /** Every process created so far. */
    public synchronized List<SimulatedProcess> processes() {
        return List.copyOf(processes);
    }

    /** A process exits by itself. */
    public synchronized void exit(SimulatedProcess process, int code) {
        process.exit(code);
        endIfReleased(process.console);
        signaled();
    }

    /** A released console ends with its last program: its host has drawn everything then, and the output ends. */
    private void endIfReleased(SimulatedConsole console) {
        if (console.released && processes.stream().allMatch(other -> other.console != console || other.exited)) {
            endOfSide(console.output, true);
        }
    }

    /** A process that another program starts, with its job if it has one; {@code atExit} is run when it exits. */
    public synchronized SimulatedProcess start(
            HostedConsole hosted, Optional<SimulatedProcess> parent, List<String> texts, Runnable atExit) {
        SimulatedProcess process = new SimulatedProcess(++lastPid, 0, texts, hosted.console);
        process.suspended = false;
        process.atExit = atExit;
        process.job = parent.flatMap(starter -> starter.job);
        process.job.ifPresent(job -> job.processes.add(process));
        process.tellJob(Constants.JOB_OBJECT_MSG_NEW_PROCESS);
        processes.add(process);
        return process;
    }

    /** A process that a program starts, in its job and on its console. */
    public synchronized SimulatedProcess startChild(SimulatedProcess parent) {
        return start(new HostedConsole(parent.console), Optional.of(parent), List.of(), () -> {});
    }

    /** Whether a process is in a job. */
    public synchronized boolean isInJob(SimulatedProcess process) {
        return process.job.isPresent();
    }

    /** A handle of this process for another. */
    public synchronized long handleOf(SimulatedProcess process) {
        return open(process);
    }

    /** The limit flags of the job that a process is in. */
    public synchronized int jobLimits(SimulatedProcess process) {
        return process.job.orElseThrow().limits;
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not as Windows wants it: " + what);
        }
    }

    SimulatedJob job(long value) {
        return (SimulatedJob) handle(value).object();
    }

    SimulatedProcess process(long value) {
        return (SimulatedProcess) handle(value).object();
    }

    @Override
    public int InitializeProcThreadAttributeList(long list, int count, long size) {
        return intCall("InitializeProcThreadAttributeList", () -> {
            require(count == 1, "a list of one attribute");
            if (list == 0) {
                memory.view(size, 8).putLong(0, ATTRIBUTE_LIST_SIZE);
                return -Win32Error.ERROR_INSUFFICIENT_BUFFER;
            }
            memory.view(list, ATTRIBUTE_LIST_SIZE);
            require(
                    memory.view(size, 8).getLong(0) == ATTRIBUTE_LIST_SIZE,
                    "the size of the list, as it was asked for");
            attributeLists.add(list);
            return 0;
        });
    }

    @Override
    public int UpdateProcThreadAttribute(long list, long attribute, long value, long size) {
        return intCall("UpdateProcThreadAttribute", () -> {
            require(attribute == 0x20016, "PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE");
            require(consoles.containsKey(value), "the handle of a pseudo console itself");
            require(size == 8, "the size of an HPCON");
            require(attributeLists.contains(list), "an initialized list");
            memory.view(list, ATTRIBUTE_LIST_SIZE).putLong(0, value);
            return 0;
        });
    }

    @Override
    public synchronized void DeleteProcThreadAttributeList(long list) {
        calls.add("DeleteProcThreadAttributeList");
        if (!attributeLists.remove(list)) {
            throw new AssertionError("an attribute list that is not initialized");
        }
    }

    @Override
    public int CreateProcessW(
            long application,
            long commandLine,
            int flags,
            long environment,
            long directory,
            long startupInfo,
            long processInformation) {
        return intCall("CreateProcessW", () -> {
            // The numbers of the Windows SDK themselves: a wrong constant must be seen here.
            ByteBuffer startup = memory.view(startupInfo, 112);
            require(startup.getInt(0) == 112, "STARTUPINFOEXW.cb");
            require(startup.getInt(60) == 0x100, "STARTF_USESTDHANDLES and nothing else");
            require(startup.getLong(80) == -1, "no standard input of ours");
            require(startup.getLong(88) == -1, "no standard output of ours");
            require(startup.getLong(96) == -1, "no standard error of ours");
            require((flags & 0x80000) != 0, "EXTENDED_STARTUPINFO_PRESENT");
            require((flags & 0x400) != 0, "CREATE_UNICODE_ENVIRONMENT");
            require((flags & 0x4) != 0, "CREATE_SUSPENDED");
            require((flags & ~(0x80000 | 0x400 | 0x4 | 0x1000000)) == 0, "no other flag but CREATE_BREAKAWAY_FROM_JOB");
            long list = startup.getLong(104);
            require(attributeLists.contains(list), "an initialized attribute list");
            SimulatedConsole console =
                    consoles.get(memory.view(list, ATTRIBUTE_LIST_SIZE).getLong(0));
            require(console != null, "a pseudo console that is open");
            SimulatedProcess process = new SimulatedProcess(
                    ++lastPid,
                    flags,
                    List.of(
                            memory.text(application),
                            memory.text(commandLine),
                            memory.text(environment),
                            directory == 0 ? "" : memory.text(directory)),
                    console);
            process.ignoresCtrlC = ignoresCtrlC;
            processes.add(process);
            memory.view(processInformation, Constants.PROCESS_INFORMATION_SIZE)
                    .putLong(0, open(process))
                    .putLong(Constants.PROCESS_INFORMATION_THREAD, open(new ThreadObject(process)))
                    .putInt(Constants.PROCESS_INFORMATION_PID, process.pid);
            return 0;
        });
    }

    private static final class ThreadObject extends Waitable {
        final SimulatedProcess process;

        ThreadObject(SimulatedProcess process) {
            super("thread");
            this.process = process;
        }
    }

    @Override
    public int ResumeThread(long thread) {
        return intCall("ResumeThread", () -> {
            SimulatedProcess process = ((ThreadObject) handle(thread).object()).process;
            if (process.job.isEmpty()) {
                throw new AssertionError("a process would run outside a job");
            }
            process.suspended = false;
            return 1;
        });
    }

    @Override
    public int TerminateProcess(long value, int exitCode) {
        return intCall("TerminateProcess", () -> {
            if (process(value).exited) {
                return -Win32Error.ERROR_ACCESS_DENIED;
            }
            process(value).exit(exitCode);
            signaled();
            return 0;
        });
    }

    @Override
    public int GetExitCodeProcess(long value, long exitCode) {
        return intCall("GetExitCodeProcess", () -> {
            memory.view(exitCode, 4).putInt(0, process(value).exitCode);
            return 0;
        });
    }

    @Override
    public int GetProcessId(long value) {
        return intCall("GetProcessId", () -> process(value).pid);
    }

    @Override
    public long CreateJobObjectW() {
        return call("CreateJobObjectW", () -> open(new SimulatedJob()));
    }

    @Override
    public int SetInformationJobObject(long job, int informationClass, long information, int size) {
        return intCall("SetInformationJobObject", () -> {
            if (informationClass == Constants.JOB_OBJECT_EXTENDED_LIMIT_INFORMATION) {
                job(job).limits = memory.view(information, size).getInt(Constants.EXTENDED_LIMIT_INFORMATION_FLAGS);
            } else {
                ByteBuffer association = memory.view(information, size);
                job(job).key = association.getLong(0);
                job(job).port = Optional.of(
                        (CompletionPort) handle(association.getLong(Long.BYTES)).object());
            }
            return 0;
        });
    }

    @Override
    public int AssignProcessToJobObject(long job, long value) {
        return intCall("AssignProcessToJobObject", () -> {
            process(value).job = Optional.of(job(job));
            job(job).processes.add(process(value));
            return 0;
        });
    }

    @Override
    public int IsProcessInJob(long value, long job, long result) {
        return intCall("IsProcessInJob", () -> {
            memory.view(result, 4).putInt(0, job(job).processes.contains(process(value)) ? 1 : 0);
            return 0;
        });
    }

    @Override
    public int TerminateJobObject(long job, int exitCode) {
        return intCall("TerminateJobObject", () -> {
            job(job).processes.forEach(process -> process.exit(exitCode));
            signaled();
            return 0;
        });
    }

    @Override
    public long CreateIoCompletionPort() {
        return call("CreateIoCompletionPort", () -> open(new CompletionPort()));
    }

    @Override
    public int GetQueuedCompletionStatus(long port, long number, long key, long overlapped, int millis) {
        return intCall("GetQueuedCompletionStatus", () -> {
            CompletionPort from = (CompletionPort) handle(port).object();
            await(List.of(from), millis);
            if (from.packets.isEmpty()) {
                return -Constants.WAIT_TIMEOUT;
            }
            long[] packet = from.packets.remove();
            from.signaled = !from.packets.isEmpty();
            memory.view(number, 4).putInt(0, (int) packet[0]);
            memory.view(key, 8).putLong(0, packet[1]);
            memory.view(overlapped, 8).putLong(0, packet[2]);
            return 0;
        });
    }

    @Override
    void lastClosed(Handle handle) {
        super.lastClosed(handle);
        if (handle.object() instanceof SimulatedJob job
                && (job.limits & Constants.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE) != 0) {
            job.processes.forEach(process -> process.exit(0));
        }
    }
}
