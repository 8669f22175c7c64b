// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.internal.waiting.Repetition;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/**
 * Watches a process by the JDK's own reaper, on kernels without pidfd.
 *
 * <p>{@link ProcessHandle#onExit} of a process that the JDK did not start waits with WNOWAIT (ProcessHandleImpl_unix.c), so
 * that the status stays for us to collect. It costs a thread with a small stack for each process; what is looked at after the
 * exit is looked at in a thread of this library, again and again while a tracer holds the process (rule EXIT-09).
 */
public final class ReaperWatch implements ExitWatch {

    private final LibC libC;
    private final int pid;

    /** A watch for a child of ours. */
    public ReaperWatch(LibC libC, int pid) {
        this.libC = libC;
        this.pid = pid;
    }

    @Override
    public void onExit(BooleanSupplier collected) {
        CompletableFuture<?> exit = ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        var unused = exit.whenComplete(
                (process, failure) -> LibraryExecutor.SHARED.execute(() -> Repetition.untilTrue(collected)));
    }

    /** By number, which is ours until the process is collected; the caller excludes that meanwhile. */
    @Override
    public void signal(int signal) throws PtyException {
        Errno.check("kill", libC.kill(pid, signal));
    }

    @Override
    public boolean isNumberFree() {
        return false;
    }

    @Override
    public void close() {}
}
