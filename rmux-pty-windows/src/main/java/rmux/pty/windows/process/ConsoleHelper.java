// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import rmux.pty.api.PtyException;

/** Does what must be done inside the console of another process, and leaves our own alone. Blocks until it is done. */
public interface ConsoleHelper {

    /** Sends a Ctrl-C event to everything on the console of a process. */
    void interrupt(int pid) throws PtyException;

    /** Puts input records, as the structures lie in memory, into the console of a process. */
    void writeRecords(int pid, byte[] records) throws PtyException;
}
