// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import rmux.pty.api.PtyException;

/** The foreground process group of a terminal, as the terminal knows it. */
public interface ForegroundGroup {

    /** Its number as {@code tcgetpgrp(3)} gives it; 0 or less for none. */
    int number() throws PtyException;

    /**
     * Has the terminal itself send a signal, as it does for {@code ^C}: to the group that is in the foreground at that very
     * moment, whoever its processes belong to.
     *
     * @return false if the terminal does not send this signal
     */
    boolean signal(int signal) throws PtyException;
}
