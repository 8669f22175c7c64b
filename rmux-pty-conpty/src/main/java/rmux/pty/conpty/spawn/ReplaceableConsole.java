// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import rmux.pty.api.PtyException;
import rmux.pty.conpty.io.PseudoConsole;

/** The pseudo console that a program is being started on, which may have to be replaced before it runs. */
final class ReplaceableConsole implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    /** Opens a pseudo console. */
    interface Opener {
        PseudoConsole open(boolean passthrough) throws PtyException;
    }

    private final Opener opener;
    private PseudoConsole current;

    ReplaceableConsole(Opener opener, boolean passthrough) throws PtyException {
        this.opener = opener;
        this.current = opener.open(passthrough);
    }

    PseudoConsole console() {
        return current;
    }

    /** Nobody reads the old one yet: a reader gets to see only the console that a program runs on. */
    void replaceWithoutPassthrough(PtyException reason) throws PtyException {
        LOGGER.log(Level.WARNING, "{0}; trying again on a pseudo console without passthrough", reason.getMessage());
        current.discard();
        current = opener.open(false);
    }

    @Override
    public void close() throws PtyException {
        current.discard();
    }
}
