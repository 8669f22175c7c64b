// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.Optional;
import java.util.OptionalLong;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.Signals;

/** A program that leads a session of its own: pid, process group and session have the same number. */
public final class PosixChild implements ChildControl {

    private final LibC libC;
    private final int pid;
    private final ExitWatch watch;
    private final ForegroundGroup foreground;
    private final LeftoverSweeper sweeper;

    /** A process that was just started and is our child. */
    public PosixChild(LibC libC, int pid, ExitWatch watch, ForegroundGroup foreground, LeftoverSweeper sweeper) {
        this.libC = libC;
        this.pid = pid;
        this.watch = watch;
        this.foreground = foreground;
        this.sweeper = sweeper;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public void onExit(Runnable action) throws PtyException {
        watch.onExit(action);
    }

    @Override
    public Optional<ExitStatus> collect() throws PtyException {
        try (NativeBlock status = new NativeBlock(libC, Integer.BYTES)) {
            int result;
            do {
                result = libC.waitpid(pid, status.address(), Linux.WNOHANG);
            } while (Errno.EINTR.is(result));
            if (result == 0) {
                return Optional.empty();
            }
            watch.close();
            Errno.check("waitpid", result);
            return Optional.of(ExitDecoder.decode(status.bytes().getInt(0)));
        }
    }

    @Override
    public void signalForeground(PtySignal signal) throws PtyException {
        int group = foreground.number();
        if (group <= 0) {
            throw new PtyException(
                    "tcgetpgrp", "the terminal of process " + pid + " has no foreground process group to signal");
        }
        if (foreground.signal(Signals.number(signal))) {
            return;
        }
        int result = libC.kill(-group, Signals.number(signal));
        // The group may have ended since; then there is nobody to tell, which is no error.
        if (result < 0 && !Errno.ESRCH.is(result)) {
            throw new PtyException("kill", Errno.of(result));
        }
    }

    @Override
    public void signalLeader(PtySignal signal) throws PtyException {
        watch.signal(Signals.number(signal));
    }

    @Override
    public OptionalLong foregroundProcessGroup() throws PtyException {
        int group = foreground.number();
        return group > 0 ? OptionalLong.of(group) : OptionalLong.empty();
    }

    @Override
    public boolean continueIfStopped() throws PtyException {
        try (NativeBlock siginfo = new NativeBlock(libC, Linux.SIGINFO_SIZE)) {
            int options = Linux.WSTOPPED | Linux.WNOHANG | Linux.WNOWAIT;
            Errno.check("waitid", libC.waitid(Linux.P_PID, pid, siginfo.address(), options));
            boolean stopped = siginfo.bytes().getInt(Linux.SIGINFO_PID_OFFSET) == pid;
            if (stopped) {
                // The whole group, for a job stops and goes on as one.
                Errno.check("kill", libC.kill(-pid, Linux.SIGCONT));
            }
            return stopped;
        }
    }

    @Override
    public void terminateTree() throws PtyException {
        ProcessTree.ofSession(libC, pid).terminate();
    }

    @Override
    public void close() {
        sweeper.sweepLater(pid);
    }
}
