// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** Watches a process by its {@code pidfd_open(2)}, which becomes readable at its exit. Linux 5.3. */
public final class PidFdWatch implements ExitWatch {

    /** Calls an action when a descriptor becomes readable, and again soon until it returns true. */
    public interface Readiness {
        AutoCloseableWatch onReadable(OwnedDescriptor descriptor, BooleanSupplier action) throws PtyException;
    }

    /** A watch that can be ended. */
    public interface AutoCloseableWatch {
        void close() throws PtyException;
    }

    private final LibC libC;
    private final int pid;
    private final Readiness readiness;
    private final OwnedDescriptor pidFd;
    private @Nullable AutoCloseableWatch watch;

    /** A watch for a process of which we have a descriptor. */
    public PidFdWatch(LibC libC, int pid, Readiness readiness, OwnedDescriptor pidFd) {
        this.libC = libC;
        this.pid = pid;
        this.readiness = readiness;
        this.pidFd = pidFd;
    }

    @Override
    public synchronized void onExit(BooleanSupplier collected) throws PtyException {
        watch = readiness.onReadable(pidFd, collected);
    }

    @Override
    public void signal(int signal) throws PtyException {
        Errno.check("pidfd_send_signal", libC.pidfd_send_signal(pidFd.number(), signal));
    }

    /** F_SETOWN fails with ESRCH for a number that neither a process nor a group nor a session has (fs/fcntl.c, f_setown). */
    @Override
    public boolean isNumberFree() {
        int result = libC.fcntl(pidFd.number(), libC.platform().number(Constant.F_SETOWN), pid);
        if (result >= 0) {
            libC.fcntl(pidFd.number(), libC.platform().number(Constant.F_SETOWN), 0);
        }
        return Errno.ESRCH.is(result);
    }

    @Override
    public synchronized void close() throws PtyException {
        try (pidFd) {
            if (watch != null) {
                watch.close();
            }
        }
    }
}
