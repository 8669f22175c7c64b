// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;

/** Watches a process by its {@code pidfd_open(2)}, which becomes readable at its exit. Linux 5.3. */
public final class PidFdWatch implements ExitWatch {

    /** Runs an action once when a descriptor becomes readable. */
    public interface Readiness {
        AutoCloseableWatch onReadable(OwnedDescriptor descriptor, Runnable action) throws PtyException;
    }

    /** A watch that can be ended. */
    public interface AutoCloseableWatch {
        void close() throws PtyException;
    }

    private final LibC libC;
    private final Readiness readiness;
    private final OwnedDescriptor pidFd;
    private @Nullable AutoCloseableWatch watch;

    /** A watch for a process of which we have a descriptor. */
    public PidFdWatch(LibC libC, Readiness readiness, OwnedDescriptor pidFd) {
        this.libC = libC;
        this.readiness = readiness;
        this.pidFd = pidFd;
    }

    @Override
    public synchronized void onExit(Runnable action) throws PtyException {
        watch = readiness.onReadable(pidFd, action);
    }

    @Override
    public void signal(int signal) throws PtyException {
        Errno.check("pidfd_send_signal", libC.pidfd_send_signal(pidFd.number(), signal));
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
