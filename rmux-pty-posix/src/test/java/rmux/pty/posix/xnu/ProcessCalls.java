// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** Processes: signals, exits and lists. */
public final class ProcessCalls {

    /** {@code struct kinfo_proc} and what is where in it, written out to be another witness. */
    private static final int KINFO = 648;

    private static final int ZOMBIE = 5;
    private static final int EXITING = 0x2000;
    private static final int ALL = 0;

    private final Xnu kernel;
    private final Memory memory;

    ProcessCalls(Xnu kernel, Memory memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    public int kill(int pid, int signal) {
        synchronized (kernel) {
            if (pid < 0) {
                return kernel.signalGroup(-pid, signal) ? 0 : kernel.error(Errno.ESRCH);
            }
            Proc process = kernel.processes.get(pid);
            if (process == null) {
                return kernel.error(Errno.ESRCH);
            }
            process.signal(signal);
            return 0;
        }
    }

    public int getsid(int pid) {
        synchronized (kernel) {
            Proc process = kernel.processes.get(pid);
            return process == null || process.zombie ? kernel.error(Errno.ESRCH) : process.session;
        }
    }

    public int waitpid(int pid, long status, int options) throws InterruptedException {
        synchronized (kernel) {
            while (true) {
                Proc process = kernel.processes.get(pid);
                if (process == null || process.parent != kernel.jvm.pid) {
                    return kernel.error(Errno.ECHILD);
                }
                if (process.zombie) {
                    kernel.processes.remove(pid);
                    if (status != 0) {
                        memory.putInt(status, process.status);
                    }
                    kernel.notifyAll();
                    return pid;
                }
                if ((options & kernel.platform.number(Constant.WNOHANG)) != 0) {
                    return 0;
                }
                kernel.wait();
            }
        }
    }

    /** Only about stopped processes, and without waiting. */
    public int waitid(int idType, int id, long siginfo, int options) {
        synchronized (kernel) {
            Proc process = kernel.processes.get(id);
            if (process == null) {
                return kernel.error(Errno.ECHILD);
            }
            memory.putInt(siginfo + 12, process.stopped ? id : 0);
            return 0;
        }
    }

    public int sigaction(int signal, long action, long oldAction) {
        return 0;
    }

    public int sigfillset(long set) {
        memory.putInt(set, -1);
        return 0;
    }

    public int sigemptyset(long set) {
        memory.putInt(set, 0);
        return 0;
    }

    public int clock_gettime(int clock, long timespec) {
        long millis = System.currentTimeMillis();
        memory.view(timespec, 16).putLong(0, millis / 1000).putLong(8, millis % 1000 * 1_000_000);
        return 0;
    }

    public int sysctl(long name, int nameLength, long old, long oldLength, long replacement, long replacementLength) {
        synchronized (kernel) {
            ByteBuffer path = memory.view(name, 16);
            List<Proc> found = new ArrayList<>();
            for (Proc process : kernel.processes.values()) {
                if (path.getInt(8) == ALL || process.pid == path.getInt(12)) {
                    found.add(process);
                }
            }
            ByteBuffer length = memory.view(oldLength, Long.BYTES);
            int needed = found.size() * KINFO;
            if (old != 0) {
                if (length.getLong(0) < needed) {
                    return kernel.error(Errno.ENOMEM);
                }
                for (int i = 0; i < found.size(); i++) {
                    write(memory.view(old + (long) i * KINFO, KINFO), found.get(i));
                }
            }
            length.putLong(0, needed);
            return 0;
        }
    }

    private static void write(ByteBuffer entry, Proc process) {
        entry.putLong(0, process.startMicros / 1_000_000)
                .putInt(8, (int) (process.startMicros % 1_000_000))
                .putInt(32, process.exiting || process.zombie ? EXITING : 0)
                .put(36, (byte) (process.zombie ? ZOMBIE : 2))
                .putInt(40, process.pid)
                .putInt(560, process.parent)
                .putInt(564, process.group);
    }
}
