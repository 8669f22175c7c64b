// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.lang.System.Logger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/**
 * Watches a process by the JDK's own reaper, on kernels without pidfd.
 *
 * <p>{@link ProcessHandle#onExit} of a process that the JDK did not start waits with WNOWAIT (ProcessHandleImpl_unix.c), so
 * that the status stays for us to collect. It costs a thread with a small stack for each process.
 */
public final class ReaperWatch implements ExitWatch {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private static final long RETRY_MILLIS = 100;

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
        lookLater(exit, collected);
    }

    private static void lookLater(CompletableFuture<?> signal, BooleanSupplier collected) {
        var unused = signal.handle((nothing, failure) -> look(collected));
    }

    private static boolean look(BooleanSupplier collected) {
        try {
            if (collected.getAsBoolean()) {
                return true;
            }
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "noticing an exit failed; trying again", e);
        }
        lookLater(
                CompletableFuture.supplyAsync(
                        () -> false,
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)),
                collected);
        return false;
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
