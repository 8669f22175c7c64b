// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import rmux.pty.api.PtyException;

/** Who uses a terminal. */
public interface TerminalUse {

    /** The terminal's name, as {@code /dev/pts/4}. */
    String name();

    /**
     * Whether it is known that nobody has the terminal open, and nobody will be given it any more: its output has ended. False
     * if that is not known.
     */
    boolean isOver() throws PtyException;
}
