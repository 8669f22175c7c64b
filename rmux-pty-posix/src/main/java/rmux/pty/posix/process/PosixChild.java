// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** A program that leads a session of its own: pid, process group and session have the same number. */
public final class PosixChild implements ChildControl {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final long TERMINATE_PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final LibC libC;
    private final int pid;
    private final ExitWatch watch;
    private final ForegroundGroup foreground;
    private final ProcessTree tree;
    private final NativeBlock status;

    // Once the kernel has handed the status out, it is here, whatever fails after that.
    private boolean collected;
    private boolean lost;
    private boolean watchClosed;
    private boolean closed;

    /** A process that was just started on a terminal, and is our child. */
    public PosixChild(
            LibC libC,
            int pid,
            ExitWatch watch,
            ForegroundGroup foreground,
            TerminalUse terminal,
            ProcessTables tables) {
        this.libC = libC;
        this.pid = pid;
        this.watch = watch;
        this.foreground = foreground;
        this.tree = new ProcessTree(libC, pid, terminal, tables);
        this.status = new NativeBlock(libC, Integer.BYTES);
        status.bytes();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(pid);
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid);
    }

    /** The watch lasts until everybody has been notified: if that fails for lack of memory, it leads here once more. */
    @Override
    public void onExit(BooleanSupplier exitCollected) throws PtyException {
        watch.onExit(() -> {
            boolean done = exitCollected.getAsBoolean();
            if (done) {
                closeWatchQuietly();
            }
            return done;
        });
    }

    @Override
    public synchronized Optional<ExitStatus> collect() throws PtyException {
        if (closed || (!collected && !waitNow())) {
            return Optional.empty();
        }
        return Optional.of(
                lost
                        ? new ExitStatus.Unknown("the exit of process " + pid + " was collected by somebody else")
                        : ExitDecoder.decode(
                                libC.platform().signals(), status.bytes().getInt(0)));
    }

    /** Returns whether the process has ended, and its status is in its place. */
    private boolean waitNow() throws PtyException {
        long before = BootClock.ticks(libC);
        int result;
        do {
            result = libC.waitpid(pid, status.address(), libC.platform().number(Constant.WNOHANG));
        } while (Errno.EINTR.is(result));
        if (result == 0) {
            return false;
        }
        if (result < 0 && !Errno.ECHILD.is(result)) {
            // Nothing that waitpid(2) knows of: the process is still ours to collect, and the next look tries again.
            LOGGER.log(Level.WARNING, "waitpid failed for process {0}: {1}", pid, Errno.of(result));
            return false;
        }
        lost = result < 0;
        collected = true;
        tree.leaderCollected(lost ? -1 : before, watch.isNumberFree());
        return true;
    }

    /** After the exit; everybody has been notified, and a failure concerns nobody. */
    private void closeWatchQuietly() {
        try {
            closeWatch();
        } catch (PtyException e) {
            QuietLog.warn(LOGGER, "the watch of process " + pid + " cannot be ended", e);
        }
    }

    private synchronized void closeWatch() throws PtyException {
        if (!watchClosed) {
            watchClosed = true;
            watch.close();
        }
    }

    /** Whether it is on its way out, and may wait there until its output has been read. */
    public boolean isExiting() {
        return new SysctlProcesses(libC).isExiting(pid);
    }

    /** Whether it has been collected, or nobody looks after it any more. */
    public synchronized boolean isOver() {
        return collected || closed;
    }

    @Override
    public void signalForeground(PtySignal signal) throws PtyException {
        int group = foreground.number();
        if (group <= 0) {
            throw new PtyException(
                    "tcgetpgrp", "the terminal of process " + pid + " has no foreground process group to signal");
        }
        if (foreground.signal(libC.platform().signals().number(signal))) {
            return;
        }
        if (!isOurs(group)) {
            return; // The group has ended, and a stranger may have its number.
        }
        int result = libC.kill(-group, libC.platform().signals().number(signal));
        // The group may have ended since; then there is nobody to notify, which is not an error.
        if (result < 0 && !Errno.ESRCH.is(result)) {
            throw new PtyException("kill", Errno.of(result));
        }
    }

    /** Whether a group belongs to the session; a terminal goes on naming a group that has ended (tcgetpgrp(3)). */
    private boolean isOurs(int group) throws PtyException {
        if (group == pid) {
            return true; // not collected, so that the number is ours
        }
        int session = libC.getsid(group);
        return session >= 0 ? session == pid : tree.hasGroup(group);
    }

    @Override
    public void signalLeader(PtySignal signal) throws PtyException {
        watch.signal(libC.platform().signals().number(signal));
    }

    /** Hangs the program up, even if it is stopped, unless it has been collected. */
    public synchronized void hangUp() throws PtyException {
        if (!closed && !collected) {
            signalLeader(PtySignal.HANGUP);
            signalLeader(PtySignal.CONTINUE);
        }
    }

    @Override
    public OptionalLong foregroundProcessGroup() throws PtyException {
        int group = foreground.number();
        return group > 0 ? OptionalLong.of(group) : OptionalLong.empty();
    }

    @Override
    public boolean continueIfStopped() throws PtyException {
        try (NativeBlock siginfo = new NativeBlock(libC, libC.platform().room(Constant.SIGINFO_SIZE))) {
            int options = libC.platform().flags(Constant.WSTOPPED, Constant.WNOHANG, Constant.WNOWAIT);
            Errno.check("waitid", libC.waitid(libC.platform().number(Constant.P_PID), pid, siginfo.address(), options));
            boolean stopped = siginfo.bytes().getInt(libC.platform().number(Constant.SIGINFO_PID_OFFSET)) == pid;
            if (stopped) {
                // The whole group, for a job stops and goes on as one.
                Errno.check("kill", libC.kill(-pid, libC.platform().signals().number(PtySignal.CONTINUE)));
            }
            return stopped;
        }
    }

    /** A member that starts another one meanwhile is caught by the next look. */
    @Override
    public void terminateTree() throws PtyException {
        long deadline = System.nanoTime() + TERMINATE_PATIENCE;
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        while (!tree.isGone(true)) {
            if (System.nanoTime() - deadline > 0) {
                LOGGER.log(Level.WARNING, "what process {0} started is still there after it was killed", pid);
                return;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    @Override
    public void recordTree(long requestTime) throws PtyException {
        tree.record(requestTime);
    }

    @Override
    public boolean isTreeGone(boolean force) throws PtyException {
        return tree.isGone(force);
    }

    @Override
    public synchronized void close() throws PtyException {
        closed = true;
        try (status) {
            closeWatch();
        }
    }
}
