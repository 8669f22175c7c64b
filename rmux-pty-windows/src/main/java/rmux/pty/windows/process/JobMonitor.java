// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;

/**
 * Notifies of each process of a job, and of the end of the last one: by messages to one completion port, read by one thread,
 * which exist while anybody watches. (A job's own handle is not signaled when its processes end.)
 */
public final class JobMonitor {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    /** How long the thread waits for a message before it looks whether anybody still watches. */
    private static final int IDLE_MILLIS = 1000;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_DELIVERIES = 100;

    private final Win32 win32;
    private final ThreadFactory threads;
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
    private @Nullable OwnedHandle port;
    private long lastKey;

    /** Nothing is opened before the first use. */
    public JobMonitor(Win32 win32) {
        this(win32, LibraryThreads::create);
    }

    /** With threads made by a factory. */
    public JobMonitor(Win32 win32, ThreadFactory threads) {
        this.win32 = win32;
        this.threads = threads;
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
        OwnedHandle open = openPort();
        Long key = ++lastKey;
        watches.put(key, watch);
        boolean reported = false;
        try {
            job.report(open, key);
            reported = true;
        } finally {
            if (!reported) {
                watches.remove(key);
            }
        }
        return () -> watches.remove(key);
    }

    /** The port is kept only with a thread that reads it: the next session tries again. */
    private OwnedHandle openPort() throws PtyException {
        OwnedHandle known = port;
        if (known != null) {
            return known;
        }
        try (Cleanup undo = new Cleanup()) {
            OwnedHandle made =
                    undo.own(new OwnedHandle(win32, "CreateIoCompletionPort", win32.CreateIoCompletionPort()));
            NativeBlock packet = new NativeBlock(win32, 3 * Long.BYTES);
            undo.add(packet::close);
            Thread thread = threads.newThread(() -> readMessages(made, packet));
            thread.setName("rmux-pty-windows-jobs");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            undo.keep();
            port = made;
            return made;
        }
    }

    /** Whatever a listener throws, and whatever the system reports, this thread goes on: all sessions depend on it. */
    private void readMessages(OwnedHandle from, NativeBlock packet) {
        boolean more = true;
        while (more) {
            try {
                more = readMessage(from, packet) || !isIdle(from, packet);
            } catch (Throwable e) {
                log("a message of a job could not be handled", e);
            }
        }
    }

    /** Whether there was a message. */
    private boolean readMessage(OwnedHandle from, NativeBlock packet) {
        long number = packet.address();
        int result = win32.GetQueuedCompletionStatus(
                from.value(), number, number + Long.BYTES, number + 2 * Long.BYTES, IDLE_MILLIS);
        if (result == -Constants.WAIT_TIMEOUT) {
            return false;
        }
        if (result < 0) {
            log("GetQueuedCompletionStatus failed with " + Win32Error.of(win32, result) + "; it is called again", null);
            LockSupport.parkNanos(RETRY_NANOS);
            return false;
        }
        Watch watch = watches.get(packet.bytes().getLong(Long.BYTES));
        if (watch != null) {
            deliver(watch, packet.bytes().getInt(0), packet.bytes().getInt(2 * Long.BYTES));
        }
        return true;
    }

    /** A message comes once; want of memory passes. */
    private static void deliver(Watch watch, int message, int pid) {
        for (int left = MOST_DELIVERIES; left > 0; left--) {
            try {
                watch.message(message, pid);
                return;
            } catch (VirtualMachineError e) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Whether nobody watches any more; the port is closed then, and a later session opens another. */
    private synchronized boolean isIdle(OwnedHandle from, NativeBlock packet) {
        if (!watches.isEmpty()) {
            return false;
        }
        port = null;
        packet.close();
        try {
            from.close();
        } catch (PtyException e) {
            log("a completion port could not be closed", e);
        }
        return true;
    }

    private static void log(String what, @Nullable Throwable failure) {
        try {
            LOGGER.log(Level.WARNING, what, failure);
        } catch (Throwable unlogged) {
            // A log that fails must not end the thread.
        }
    }
}
