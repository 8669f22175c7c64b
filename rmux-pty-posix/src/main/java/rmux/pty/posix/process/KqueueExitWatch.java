// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.internal.waiting.Repetition;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Kevent;

/**
 * Watches a child by a {@code kqueue(2)} of its own with EVFILT_PROC and NOTE_EXIT: the queue becomes readable at the exit.
 *
 * <p>A signal goes to the number, which is the child's until it is collected. The event is a reason to look: XNU tells it while
 * the process is still exiting.
 */
public final class KqueueExitWatch implements ExitWatch {

    private final LibC libC;
    private final int pid;
    private final PidFdWatch.Readiness readiness;
    private final OwnedDescriptor queue;
    private boolean exited;
    private PidFdWatch.@Nullable AutoCloseableWatch watch;

    /** A watch for a child of ours that has not been collected. */
    public KqueueExitWatch(LibC libC, int pid, PidFdWatch.Readiness readiness) throws PtyException {
        this.libC = libC;
        this.pid = pid;
        this.readiness = readiness;
        try (Cleanup undo = new Cleanup()) {
            this.queue = undo.own(new OwnedDescriptor(libC));
            Errno.check("kqueue", queue.take(libC.kqueue()));
            register();
            undo.keep();
        }
    }

    /** XNU knows no zombie here (filt_procattach), so that ESRCH about a child of ours says that it has exited. */
    private void register() throws PtyException {
        Kevent layout = new Kevent(libC.platform());
        try (NativeBlock change = new NativeBlock(libC, layout.size())) {
            int added = libC.platform().number(Constant.EV_ADD);
            int exit = libC.platform().number(Constant.NOTE_EXIT);
            layout.write(change.bytes(), 0, pid, Constant.EVFILT_PROC, added, exit, 0);
            int result;
            do {
                result = libC.kevent(queue.number(), change.address(), 1, 0, 0, 0);
            } while (Errno.EINTR.is(result));
            exited = Errno.ESRCH.is(result);
            if (!exited) {
                Errno.check("kevent", result);
            }
        }
    }

    @Override
    public synchronized void onExit(BooleanSupplier collected) throws PtyException {
        if (exited) {
            LibraryExecutor.SHARED.execute(() -> Repetition.untilTrue(collected));
        } else {
            watch = readiness.onReadable(queue, collected);
        }
    }

    @Override
    public void signal(int signal) throws PtyException {
        Errno.check("kill", libC.kill(pid, signal));
    }

    @Override
    public boolean isNumberFree() {
        return false;
    }

    @Override
    public synchronized void close() throws PtyException {
        try (queue) {
            if (watch != null) {
                watch.close();
            }
        }
    }
}
