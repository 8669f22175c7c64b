// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import rmux.pty.api.PtyException;

/** Tells when a process has exited, without a thread for each: by pidfd where the kernel has it, else by the JDK's reaper. */
public interface ExitWatch extends AutoCloseable {

    /** Runs an action once, soon after the exit; at once when that has been. Called once. */
    void onExit(Runnable action) throws PtyException;

    /** Sends a signal to the process, which has not been collected. */
    void signal(int signal) throws PtyException;

    /** Ends the watch. */
    @Override
    void close() throws PtyException;
}
