// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.List;
import java.util.Optional;
import rmux.pty.windows.jna.Constants;

/** A process that was created. */
public final class SimulatedProcess extends Waitable {
    /** Its process id. */
    public final int pid;
    /** The creation flags. */
    public final int flags;
    /** The application name, command line, environment block and directory it was created with. */
    public final List<String> texts;

    final SimulatedConsole console;
    boolean suspended = true;
    Optional<SimulatedJob> job = Optional.empty();
    int exitCode = 259;
    boolean exited;
    Runnable atExit = () -> {};
    boolean ignoresCtrlC;

    SimulatedProcess(int pid, int flags, List<String> texts, SimulatedConsole console) {
        super("process");
        this.pid = pid;
        this.flags = flags;
        this.texts = texts;
        this.console = console;
    }

    void exit(int code) {
        if (!exited) {
            exited = true;
            signaled = true;
            exitCode = code;
            atExit.run();
            tellJob(Constants.JOB_OBJECT_MSG_EXIT_PROCESS);
            job.filter(inside -> inside.processes.stream().allMatch(process -> process.exited))
                    .ifPresent(inside -> tellJob(Constants.JOB_OBJECT_MSG_ACTIVE_PROCESS_ZERO));
        }
    }

    void tellJob(int message) {
        job.ifPresent(inside -> inside.port.ifPresent(port -> {
            port.packets.add(new long[] {message, inside.key, pid});
            port.signaled = true;
        }));
    }

    /** Whether it was let run and has not exited. */
    public boolean isRunning() {
        return !suspended && !exited;
    }

    /** Whether it was created by a process that ignored Ctrl-C at that moment. */
    public boolean ignoresCtrlC() {
        return ignoresCtrlC;
    }

    /** Whether it has exited. */
    public boolean hasExited() {
        return exited;
    }
}
