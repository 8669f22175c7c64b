// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.function.BooleanSupplier;
import rmux.pty.api.PtyException;

/** Notices when a process has exited, without a thread for each: by pidfd where the kernel has it, else by the JDK's reaper. */
public interface ExitWatch extends AutoCloseable {

    /**
     * Calls {@code collected} soon after the exit, at once if that has been, and again until it returns true: a process that
     * is being traced has exited, but cannot be collected before its tracer has let go. Called once.
     */
    void onExit(BooleanSupplier collected) throws PtyException;

    /** Sends a signal to the process, which has not been collected. */
    void signal(int signal) throws PtyException;

    /**
     * Whether the number of the process, which has just been collected, is free: nobody is left in its session and its group.
     * False if the system does not say.
     */
    boolean isNumberFree();

    /** Ends the watch. */
    @Override
    void close() throws PtyException;
}
