// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;

/**
 * Watches a process by the JDK's own reaper, on kernels without pidfd.
 *
 * <p>{@link ProcessHandle#onExit} of a process that the JDK did not start waits with WNOWAIT (ProcessHandleImpl_unix.c), so
 * that the status stays for us to collect. It costs a thread with a small stack for each process.
 */
public final class ReaperWatch implements ExitWatch {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private final LibC libC;
    private final int pid;

    /** A watch for a child of ours. */
    public ReaperWatch(LibC libC, int pid) {
        this.libC = libC;
        this.pid = pid;
    }

    @Override
    public void onExit(Runnable action) {
        CompletableFuture<?> told = ProcessHandle.of(pid)
                .map(handle -> handle.onExit().thenRun(action))
                .orElseGet(() -> CompletableFuture.runAsync(action));
        told.exceptionally(failure -> {
            LOGGER.log(Level.ERROR, "an exit handler failed", failure);
            return null;
        });
    }

    /** By number, which is ours until the process is collected; the caller excludes that meanwhile. */
    @Override
    public void signal(int signal) throws PtyException {
        Errno.check("kill", libC.kill(pid, signal));
    }

    @Override
    public void close() {}
}
