// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * Tells when the last process of a job has ended, and of each one: by messages to one completion port, read by one thread,
 * which are there from the first session that asks. A job's own handle is not signalled by that.
 */
public final class JobMonitor {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    private final Win32 win32;
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
    private @Nullable OwnedHandle port;
    private long lastKey;

    /** Nothing is made before the first use. */
    public JobMonitor(Win32 win32) {
        this.win32 = win32;
    }

    /** What a job tells of its processes, in order; called by one thread, so that it has to be quick and must not block. */
    public interface ProcessListener {
        /** A process was started in the job, or is in it already. */
        void started(int pid);

        /** A process of the job has exited. */
        void exited(int pid);
    }

    /** Is given each message of a job; the pid is 0 where it is not of one process. */
    private interface Watch {
        void message(int message, int pid);
    }

    /** Runs an action, quick and not blocking, once the job has no process any more; its first has not run yet. */
    public Cleanup.Step onEnd(JobObject job, Runnable action) throws PtyException {
        return watch(job, (message, pid) -> {
            if (message == Constants.JOB_OBJECT_MSG_ACTIVE_PROCESS_ZERO) {
                action.run();
            }
        });
    }

    /** Tells of each process of the job. */
    public Cleanup.Step onProcesses(JobObject job, ProcessListener listener) throws PtyException {
        return watch(job, (message, pid) -> {
            switch (message) {
                case Constants.JOB_OBJECT_MSG_NEW_PROCESS -> listener.started(pid);
                case Constants.JOB_OBJECT_MSG_EXIT_PROCESS, Constants.JOB_OBJECT_MSG_ABNORMAL_EXIT_PROCESS ->
                    listener.exited(pid);
                default -> {
                    // of limits, or of the whole job
                }
            }
        });
    }

    private synchronized Cleanup.Step watch(JobObject job, Watch watch) throws PtyException {
        OwnedHandle open = port;
        if (open == null) {
            open = new OwnedHandle(win32, "CreateIoCompletionPort", win32.CreateIoCompletionPort());
            port = open;
            OwnedHandle read = open;
            Thread thread = new Thread(() -> readMessages(read), "rmux-pty-windows-jobs");
            thread.setDaemon(true);
            thread.start();
        }
        long key = ++lastKey;
        watches.put(key, watch);
        try {
            job.report(open, key);
        } catch (PtyException e) {
            watches.remove(key);
            throw e;
        }
        return () -> watches.remove(key);
    }

    private void readMessages(OwnedHandle from) {
        try (NativeBlock packet = new NativeBlock(win32, 3 * Long.BYTES)) {
            long number = packet.address();
            while (true) {
                int result = win32.GetQueuedCompletionStatus(
                        from.value(), number, number + Long.BYTES, number + 2 * Long.BYTES);
                if (result < 0) {
                    LOGGER.log(
                            Level.WARNING,
                            "GetQueuedCompletionStatus failed with {0}; the end of jobs is not noticed any more",
                            Win32Error.of(win32, result));
                    return;
                }
                Watch watch = watches.get(packet.bytes().getLong(Long.BYTES));
                if (watch != null) {
                    watch.message(packet.bytes().getInt(0), packet.bytes().getInt(2 * Long.BYTES));
                }
            }
        }
    }
}
